/**
 * Runs what is measured: the broker and each contender as a process of its own, watched from outside by what the cluster and
 * the operating system say of them.
 */
package dev.segue.bench.harness;
