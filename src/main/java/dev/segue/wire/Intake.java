package dev.segue.wire;

import static dev.segue.wire.Refusal.unless;

import dev.segue.event.CustomerEvent;
import dev.segue.wire.registry.AvroReader;
import dev.segue.wire.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;

/** Turns the records of the input topics into customer events, or says why not. */
public final class Intake {

    private final Topics topics;
    private final InputRules rules;
    private final int partitions;
    private final AvroReader reader;

    /** @param partitions the partition count that the three input topics share */
    public Intake(Registry registry, Topics topics, InputRules rules, int partitions) {
        this.topics = topics;
        this.rules = rules;
        this.partitions = partitions;
        this.reader = new AvroReader(registry);
    }

    /**
     * Reads one record. Never fails on account of the record; waits while the schema registry is away.
     *
     * @param topic one of the input topics
     * @param wallClock now, epoch milliseconds
     */
    public Reading read(String topic, int partition, byte[] key, byte[] value, long wallClock) {
        Input input = topics.inputOf(topic)
                .orElseThrow(() -> new IllegalArgumentException("The topic " + topic + " is none of the inputs"));
        try {
            return new Reading.Accepted(event(input, partition, key, value, wallClock));
        } catch (Refusal refusal) {
            return new Reading.Refused(refusal.reason(), refusal.getMessage());
        }
    }

    private CustomerEvent event(Input input, int partition, byte[] key, byte[] value, long wallClock) throws Refusal {
        String customer = customerOf(key);
        unless(
                rules.partitioner().partition(key, partitions) == partition,
                DeadLetterReason.WRONG_PARTITION,
                "The key does not belong on this partition by segue.input.partitioner.");
        return Admission.admit(input, customer, decode(input, value), rules.latest(wallClock));
    }

    private static String customerOf(byte[] key) throws Refusal {
        unless(key != null, DeadLetterReason.WRONG_KEY, "The record has no key.");
        String customer = new String(key, StandardCharsets.UTF_8);
        unless(
                isAscii(key) || Arrays.equals(customer.getBytes(StandardCharsets.UTF_8), key),
                DeadLetterReason.WRONG_KEY,
                "The key is not UTF-8.");
        return customer;
    }

    // which nearly all are, and then nothing is encoded again
    private static boolean isAscii(byte[] key) {
        for (byte each : key) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private SpecificRecord decode(Input input, byte[] value) throws Refusal {
        if (value == null) {
            return null;
        }
        unless(
                value.length <= rules.maxBytes(),
                DeadLetterReason.OVERSIZED,
                "The value is longer than segue.input.max-bytes allows.");
        return reader.read(topics.of(input), value, input.schema());
    }
}
