/**
 * What is right: the changes that the ten segments make of the events in the topics, worked out from scratch and without
 * anything of Segue's own engine, and how far what a contender wrote differs from them.
 */
package dev.segue.bench.check;
