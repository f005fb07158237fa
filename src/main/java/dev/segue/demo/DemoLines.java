package dev.segue.demo;

import dev.segue.avro.Arm;
import dev.segue.avro.ChangeReason;
import dev.segue.avro.ChangeType;
import dev.segue.avro.Evidence;
import dev.segue.avro.SegmentChange;
import dev.segue.avro.Trigger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines that the demo prints: one a change, and now and then how things stand. Pure text; prints nothing itself. */
public final class DemoLines {

    /**
     * How things stand.
     *
     * @param events events written so far
     * @param eventsPerSecond lately
     * @param changes changes seen so far
     * @param changesPerSecond lately
     * @param sizes members by segment id, in the order to show
     */
    public record Status(
            long events, double eventsPerSecond, long changes, double changesPerSecond, Map<String, Long> sizes) {}

    private static final int LONGEST_EVIDENCE = 90;
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final DateTimeFormatter time;
    private final boolean colour;
    private final Map<String, String> names;

    /**
     * @param zone the zone of the times shown
     * @param colour whether to colour the lines: see {@link #colours}
     * @param names the segments' names by id; one without a name shows its id
     */
    public DemoLines(ZoneId zone, boolean colour, Map<String, String> names) {
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
        this.colour = colour;
        this.names = Map.copyOf(names);
    }

    /**
     * Whether to colour what is printed: to a terminal that can, unless {@code NO_COLOR} is set (https://no-color.org).
     *
     * @param environment the process's environment
     * @param terminal whether the output is a terminal
     */
    public static boolean colours(Map<String, String> environment, boolean terminal) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** For example {@code 14:03:07.120  + ada-026 entered Abandoned cart: time passed, ... = 1}. */
    public String change(SegmentChange change) {
        boolean entered = change.getType() == ChangeType.ENTERED;
        String sign = paint(entered ? GREEN : RED, entered ? "+" : "-");
        String verb = paint(entered ? GREEN : RED, entered ? "entered" : "left   ");
        String name = names.getOrDefault(change.getSegmentId(), change.getSegmentId());
        return String.format(
                Locale.ROOT,
                "%s  %s %-10s %s %-15s %s",
                time.format(change.getOccurredAt()),
                sign,
                change.getCustomerId(),
                verb,
                name,
                paint(DIM, why(change)));
    }

    /** For example {@code 31,204 events (20.1/s), 1,377 changes (2.4/s); Newcomer 26, Loyal 55, ...}. */
    public String status(Status status) {
        String rates = String.format(
                Locale.ROOT,
                "%,d events (%.1f/s), %,d changes (%.1f/s)",
                status.events(),
                status.eventsPerSecond(),
                status.changes(),
                status.changesPerSecond());
        String sizes = status.sizes().entrySet().stream()
                .map(e -> names.getOrDefault(e.getKey(), e.getKey()) + " " + e.getValue())
                .collect(Collectors.joining(", "));
        return paint(DIM, sizes.isEmpty() ? rates : rates + "; " + sizes);
    }

    private String why(SegmentChange change) {
        StringBuilder why = new StringBuilder(reason(change));
        for (Evidence evidence : leading(change)) {
            why.append(", ").append(measured(evidence));
        }
        Instant exit = change.getExitExpectedAt();
        if (change.getType() == ChangeType.ENTERED && exit != null) {
            why.append(", ").append(stays(change.getOccurredAt(), exit));
        }
        if (change.getArm() == Arm.HOLDOUT) {
            why.append(", holdout");
        }
        return why.toString();
    }

    private static String reason(SegmentChange change) {
        return switch (change.getReason()) {
            case EVENT -> event(change.getTrigger());
            case TIME -> "time passed";
            case PROFILE -> "the profile changed";
            case SEGMENT -> "another segment decided";
            case DEFINITION -> "the rule is new";
            case FORGOTTEN -> "the customer was forgotten";
        };
    }

    private static String event(Trigger trigger) {
        if (trigger == null) {
            return "an event";
        }
        return switch (trigger.getTopic()) {
            case "clickstream" -> "a click";
            case "purchases" -> "an order or refund";
            default -> "a record of " + trigger.getTopic();
        };
    }

    /** What says most in one line: of segments that decided, all that the rule asks of; else the rule's first measure. */
    private static List<Evidence> leading(SegmentChange change) {
        if (change.getReason() == ChangeReason.SEGMENT) {
            return change.getEvidence().stream()
                    .filter(evidence -> evidence.getExpression().startsWith("inSegment("))
                    .toList();
        }
        return change.getEvidence().stream().limit(1).toList();
    }

    private static String measured(Evidence evidence) {
        String expression = evidence.getExpression();
        if (expression.length() > LONGEST_EVIDENCE) {
            expression = expression.substring(0, LONGEST_EVIDENCE - 1) + "…";
        }
        return expression + " = " + (evidence.getValue() == null ? "nothing" : evidence.getValue());
    }

    private String stays(Instant from, Instant exit) {
        boolean soon = exit.isBefore(from.plusSeconds(12 * 3600));
        if (soon) {
            return "until " + time.format(exit);
        }
        long days = Math.round((exit.toEpochMilli() - from.toEpochMilli()) / 86_400_000.0);
        return days <= 1 ? "for a day" : "for " + days + " days";
    }

    private String paint(String code, String text) {
        return colour ? code + text + PLAIN : text;
    }
}
