/**
 * The topology around the pure engine: what reads records, keeps state, tells time, notices that a customer is due, takes
 * new definitions in and writes what changed. All of a task's work happens on its stream thread.
 */
package dev.segue.assignment;
