package dev.segue.wire.json;

import dev.segue.event.CustomerEvent;
import dev.segue.wire.Input;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of a file.
 *
 * @param number its line, from 1
 * @param input where it belongs
 * @param key the customer id
 * @param record the value as a record of the input's schema; null for a tombstone
 * @param event what it says
 */
public record EventLine(long number, Input input, String key, SpecificRecord record, CustomerEvent event) {}
