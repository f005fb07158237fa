/** The ten segments on the DSL of Kafka Streams: windowed aggregates, and one step that makes memberships of them. */
package dev.segue.bench.peer.dsl;
