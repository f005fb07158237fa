/**
 * What the consumers of the stream threads see, and what follows: until when all was read, up to when a copy is complete, and
 * whether the group may have given a thread's tasks to others.
 */
package dev.segue.assignment.watch;
