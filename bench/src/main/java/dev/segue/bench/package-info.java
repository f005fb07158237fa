/** Measures Segue, the limits it works within, and other ways to do the same work: one command a benchmark. */
package dev.segue.bench;
