package dev.segue.bench.micro;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Segment sets of any size: the ten of the comparisons first, then segments drawn from templates over the whole language, as
 * a shop's marketing comes to have them: many campaigns on single items and categories, fewer on what anybody does.
 */
final class DrawnSegments {

    private static final Limits NO_LIMITS = new Limits(400L * 24 * 3600 * 1000, Long.MAX_VALUE, Long.MAX_VALUE);
    private static final int[] DAYS = {1, 3, 7, 14, 30};

    private final Random random;
    private final StringBuilder yaml = new StringBuilder();

    private DrawnSegments(long seed) {
        random = new Random(seed);
    }

    /** A set of that many segments; a smaller one of the same seed is its beginning. */
    static SegmentSet of(int count, long seed) {
        DrawnSegments drawn = new DrawnSegments(seed);
        drawn.yaml.append(tenSegments());
        for (int i = 10; i < count; i++) {
            drawn.draw(i);
        }
        try {
            return Definitions.compile(drawn.yaml.toString(), NO_LIMITS);
        } catch (InvalidDefinitions bad) {
            throw new IllegalStateException(bad);
        }
    }

    private static String tenSegments() {
        try (InputStream in = DrawnSegments.class.getResourceAsStream("/dev/segue/bench/ten-segments.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing() + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void draw(int number) {
        int kind = random.nextInt(100);
        if (kind < 30) {
            segment(
                    number,
                    "events(\"%s\").where(e, e.itemId == \"item-%d\").within(days(%d)).count() >= %d"
                            .formatted(click(), item(), days(), 2 + random.nextInt(4)));
        } else if (kind < 45) {
            segment(
                    number,
                    "events(\"%s\").where(e, e.category in [\"c%d\", \"c%d\"]).within(days(%d)).count() >= %d"
                            .formatted(click(), category(), category(), days(), 6 + random.nextInt(12)));
        } else if (kind < 55) {
            segment(
                    number,
                    "events(\"purchase_item\").where(e, e.category == \"c%d\").within(days(%d)).sum(\"amount\") >= %d"
                            .formatted(category(), days(), 150 + random.nextInt(900)));
        } else if (kind < 63) {
            int most = 1_000 + random.nextInt(9_000);
            int days = days();
            segment(
                    number,
                    "events(\"purchase\").within(days(%d)).sum(\"amount\") >= %d".formatted(days, most),
                    "exit: events(\"purchase\").within(days(%d)).sum(\"amount\") < %d".formatted(days, most / 2));
        } else if (kind < 71) {
            segment(
                    number,
                    "events(\"%s\").within(days(%d)).count() >= %d"
                            .formatted(
                                    random.nextInt(3) == 0 ? "purchase" : click(), days(), 30 + random.nextInt(300)));
        } else {
            drawRarer(number, kind);
        }
    }

    private void drawRarer(int number, int kind) {
        if (kind < 75) {
            int days = days();
            segment(
                    number,
                    "events(\"purchase\").within(days(%1$d)).count() >= %2$d && events(\"purchase\").within(days(%1$d)).avg(\"amount\") >= %3$d"
                            .formatted(days, 5 + random.nextInt(10), 150 + random.nextInt(200)));
        } else if (kind < 79) {
            segment(
                    number,
                    "profile.country == \"k%d\" && now - events(\"%s\").last() >= days(%d)"
                            .formatted(
                                    random.nextInt(50),
                                    random.nextBoolean() ? "purchase" : click(),
                                    5 + random.nextInt(60)),
                    "cooldown: 7d");
        } else if (kind < 83) {
            segment(
                    number,
                    "events(\"add_to_cart\").where(e, e.category == \"c%d\").within(days(%d)).notFollowedBy(events(\"purchase\"), hours(%d)).count() >= %d"
                            .formatted(category(), days(), 1 + random.nextInt(3), 1 + random.nextInt(3)));
        } else if (kind < 86) {
            segment(
                    number,
                    "events(\"product_view\").within(days(%d)).distinct(\"%s\") >= %d"
                            .formatted(days(), random.nextBoolean() ? "category" : "itemId", 30 + random.nextInt(300)));
        } else if (kind < 90) {
            segment(
                    number,
                    "profile.country == \"k%d\" && events(\"purchase\").within(days(%d)).count() >= %d"
                            .formatted(random.nextInt(50), days(), 1 + random.nextInt(4)));
        } else if (kind < 93) {
            segment(
                    number,
                    "inSegment(\"big-spender\") && events(\"%s\").where(e, e.itemId == \"item-%d\").within(days(%d)).count() >= 2"
                            .formatted(click(), item(), days()));
        } else if (kind < 96) {
            segment(
                    number,
                    "events(\"search\").within(days(%1$d)).count() >= %2$d && events(\"purchase\").within(days(%1$d)).count() == 0"
                            .formatted(days(), 10 + random.nextInt(60)),
                    "stay: 1d");
        } else if (kind < 98) {
            segment(
                    number,
                    "events(\"purchase_item\").where(e, e.amount > %d.5 && e.category == \"c%d\").within(days(%d)).count() >= %d"
                            .formatted(20 + random.nextInt(60), category(), days(), 1 + random.nextInt(4)));
        } else {
            segment(
                    number,
                    "events(\"product_view\").where(e, e.category == \"c%d\").followedBy(events(\"purchase\"), hours(%d)).within(days(%d)).count() >= %d"
                            .formatted(category(), 1 + random.nextInt(6), days(), 1 + random.nextInt(3)));
        }
    }

    private void segment(int number, String enter, String... others) {
        yaml.append("  - id: drawn-").append(number).append('\n');
        yaml.append("    name: Drawn ").append(number).append('\n');
        yaml.append("    enter: '").append(enter).append("'\n");
        for (String other : others) {
            int colon = other.indexOf(':');
            yaml.append("    ")
                    .append(other, 0, colon)
                    .append(": '")
                    .append(other.substring(colon + 2))
                    .append("'\n");
        }
    }

    private String click() {
        return switch (random.nextInt(4)) {
            case 0 -> "add_to_cart";
            case 1 -> "search";
            default -> "product_view";
        };
    }

    private int item() {
        return random.nextInt(Visits.ITEMS);
    }

    private int category() {
        return random.nextInt(Visits.CATEGORIES);
    }

    private int days() {
        return DAYS[random.nextInt(DAYS.length)];
    }
}
