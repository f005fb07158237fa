/** The ten segments on Apache Flink: one keyed function, its types, and how a job of it is set up. */
package dev.segue.bench.peer.flink;
