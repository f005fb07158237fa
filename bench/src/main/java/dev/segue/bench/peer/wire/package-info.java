/** The records that all peers read and write: Avro in the Confluent format. */
package dev.segue.bench.peer.wire;
