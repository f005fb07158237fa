/**
 * The service around the pure engine: the topology, its start against a cluster, what ends it. What is done with records is in
 * {@link dev.segue.assignment.task}, on the stream thread of their partition.
 */
package dev.segue.assignment;
