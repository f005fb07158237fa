/** The state of a task: its customers, who is in which segment, how far it came and what it counts. What is read by others is written here. */
package dev.segue.assignment.store;
