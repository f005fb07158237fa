/**
 * What is measured with: events as a shop makes them, the same for the same seed, written to the topics; and sets of segments
 * of any size.
 */
package dev.segue.bench.workload;
