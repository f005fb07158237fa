package dev.segue.bench.workload;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Sets of any size over the whole language, as a marketing department grows them: the ten that all know, a few broad ones, and a
 * long tail of campaigns, each on one item, category or channel.
 */
public final class SegmentTemplates {

    private final SplittableRandom random;
    private final List<Supplier<String>> broad;
    private final List<Supplier<String>> narrow;

    private SegmentTemplates(long seed) {
        this.random = new SplittableRandom(seed);
        this.broad = broad();
        this.narrow = narrow();
    }

    /**
     * So many segments as YAML.
     *
     * @param ten the file of the ten segments, which are the first
     */
    public static String draw(String ten, int segments, long seed) {
        SegmentTemplates templates = new SegmentTemplates(seed);
        StringBuilder yaml = new StringBuilder(ten.stripTrailing()).append('\n');
        for (int number = 11; number <= segments; number++) {
            // one in a hundred is broad, and of each kind of those there are few
            boolean isBroad = number <= 15 || number % 100 == 0 && number <= 2_000;
            String rule = templates.pick(isBroad ? templates.broad : templates.narrow);
            yaml.append(String.format(Locale.ROOT, "  - id: campaign-%05d%n", number))
                    .append(String.format(Locale.ROOT, "    name: Campaign %d%n", number))
                    .append(rule.indent(4));
        }
        return yaml.toString();
    }

    private List<Supplier<String>> broad() {
        return List.of(
                () -> "enter: events(\"purchase\").sum(\"amount\") >= %d".formatted(among(500, 5_000)),
                () -> "enter: now - events(\"purchase\").last() >= days(%d)".formatted(among(15, 30)),
                () -> "enter: events(\"page_view\").within(hours(%d)).count() >= %d"
                        .formatted(among(2, 24), among(25, 60)),
                () -> "enter: profile.%s == \"yes\" || events(\"purchase\").within(days(30)).count() >= %d"
                        .formatted(random.nextBoolean() ? "subscriber" : "staff", among(6, 20)),
                () -> """
                    enter: events("purchase").within(days(30)).sum("amount") >= %d
                    exit: events("purchase").within(days(30)).sum("amount") < 200
                    stay: 2d
                    cooldown: 3d""".formatted(among(400, 2_000)));
    }

    private List<Supplier<String>> narrow() {
        return List.of(
                () -> "enter: events(\"product_view\").where(e, e.itemId == \"%s\").within(days(%d)).count() >= %d"
                        .formatted(item(), among(2, 14), among(2, 4)),
                () -> "enter: events(\"purchase_item\").where(e, e.itemId == \"%s\").within(days(%d)).count() >= 1"
                        .formatted(item(), among(7, 30)),
                () -> "enter: events(\"product_view\").where(e, e.itemId == \"%s\").within(days(3))".formatted(item())
                        + ".followedBy(events(\"purchase\"), hours(%d)).count() >= 1".formatted(among(1, 24)),
                () -> "enter: events(\"add_to_cart\").where(e, e.itemId == \"%s\").within(days(2))".formatted(item())
                        + ".notFollowedBy(events(\"purchase\"), minutes(%d)).count() >= 1".formatted(among(30, 300)),
                () -> "enter: events(\"product_view\").where(e, %s).within(days(%d)).distinct(\"itemId\") >= %d"
                        .formatted(place(), among(3, 14), among(6, 12)),
                () -> "enter: events(\"product_view\").where(e, %s).within(days(%d)).distinctDays() >= %d"
                        .formatted(place(), among(7, 28), among(3, 6)),
                () -> "enter: events(\"product_view\").where(e, %s).between(days(14), days(7)).count() >= %d"
                        .formatted(place(), among(6, 12)),
                () -> "enter: events(\"purchase_item\").where(e, %s).within(days(30)).sum(\"amount\") >= %d"
                        .formatted(place(), among(300, 900)),
                () -> "enter: events(\"purchase_item\").where(e, %1$s).within(days(30)).max(\"amount\") >= %2$d"
                                .formatted(place(), among(300, 420))
                        + " || events(\"purchase_item\").where(e, %s).within(days(30)).min(\"amount\") >= %d"
                                .formatted(place(), among(300, 420)),
                () -> "enter: events(\"purchase_item\").where(e, %s).within(days(21)).avg(\"amount\") >= %d"
                        .formatted(place(), among(250, 400)),
                () -> "enter: inSegment(\"%s\") && events(\"product_view\").where(e, %s).within(days(7)).count() >= %d"
                        .formatted(random.nextBoolean() ? "big-spender" : "explorer", place(), among(4, 8)),
                () -> """
                    enter: events("product_view").where(e, %1$s).within(days(7)).count() >= %2$d
                    exit: now - events("product_view").last() >= days(3)
                    stay: 1d
                    cooldown: 7d""".formatted(place(), among(8, 14)));
    }

    private String pick(List<Supplier<String>> templates) {
        return templates.get(random.nextInt(templates.size())).get();
    }

    private int among(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    private String item() {
        return Shop.itemId(random.nextInt(Shop.ITEMS));
    }

    /** A category on a channel. */
    private String place() {
        return "e.category == \"%s\" && e.channel == \"%s\""
                .formatted(
                        Shop.category(random.nextInt(Shop.CATEGORIES)),
                        Shop.CHANNELS.get(random.nextInt(Shop.CHANNELS.size())));
    }
}
