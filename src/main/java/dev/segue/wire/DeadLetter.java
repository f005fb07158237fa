package dev.segue.wire;

import org.apache.kafka.common.header.Headers;

/**
 * A record for the dead-letter topic.
 *
 * @param key as received; null where it was missing or too large
 * @param value as received; empty where it was too large
 */
public record DeadLetter(byte[] key, byte[] value, Headers headers) {

    /**
     * Where a record was found.
     *
     * @param timestamp the record's own, epoch milliseconds
     */
    public record Origin(String topic, int partition, long offset, long timestamp) {}
}
