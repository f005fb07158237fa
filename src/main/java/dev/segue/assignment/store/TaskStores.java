package dev.segue.assignment.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The state of one task. */
public record TaskStores(
        CustomerStore customers, KeyValueStore<Bytes, byte[]> members, KeyValueStore<Bytes, byte[]> progress) {}
