package dev.segue.wire;

import java.util.List;
import java.util.Optional;

/**
 * The names of the topics.
 *
 * @param segmentDefinitions has one partition
 */
public record Topics(
        String clickstream,
        String purchases,
        String customerProfiles,
        String segmentDefinitions,
        String segmentChanges,
        String segmentMemberships,
        String deadLetters) {

    /** The names when no setting says otherwise. */
    public static final Topics DEFAULT = new Topics(
            "clickstream",
            "purchases",
            "customer-profiles",
            "segment-definitions",
            "segment-changes",
            "segment-memberships",
            "segue-dead-letters");

    /** The name of the topic that the input arrives on. */
    public String of(Input input) {
        return switch (input) {
            case CLICKSTREAM -> clickstream;
            case PURCHASES -> purchases;
            case CUSTOMER_PROFILES -> customerProfiles;
        };
    }

    /** The input that arrives on the topic, if any does. */
    public Optional<Input> inputOf(String topic) {
        for (Input input : Input.values()) {
            if (of(input).equals(topic)) {
                return Optional.of(input);
            }
        }
        return Optional.empty();
    }

    /** The names of the three input topics, which share one partition count. */
    public List<String> inputs() {
        return List.of(clickstream, purchases, customerProfiles);
    }

    /** All names. */
    public List<String> all() {
        return List.of(
                clickstream,
                purchases,
                customerProfiles,
                segmentDefinitions,
                segmentChanges,
                segmentMemberships,
                deadLetters);
    }
}
