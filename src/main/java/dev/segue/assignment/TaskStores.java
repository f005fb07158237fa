package dev.segue.assignment;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/** The state of one task. */
record TaskStores(
        CustomerStore customers, KeyValueStore<Bytes, byte[]> members, KeyValueStore<Bytes, byte[]> progress) {}
