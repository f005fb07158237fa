/**
 * What a task does with a record, with a tick and with a new set of definitions. All of it happens on the task's stream thread,
 * and all that must not be forgotten is in its stores.
 */
package dev.segue.assignment.task;
