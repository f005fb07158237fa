package dev.segue.membership;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Parts;
import dev.segue.timeline.Retention;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** What a customer did of whom the stored state is kept as earlier formats wrote it, and what they did after. */
final class FormerHistory {

    static final String CUSTOMER = "c-17";
    static final int STORED = 150;
    static final int STEPS = 500;

    private static final long BEGIN = 1_700_000_000_000L;
    private static final Retention RETENTION = new Retention(86_400_000L, 60);

    private final Assigner assigner;
    private final Customer customer;
    private final Consumer<Change> changes;

    FormerHistory(Customer customer, Consumer<Change> changes) throws InvalidDefinitions {
        this.customer = customer;
        this.changes = changes;
        assigner = new Assigner(Definitions.compile("""
                        segments:
                          - {id: active, name: A, enter: 'events("view").within(minutes(30)).count() >= 2'}
                          - {id: spender, name: S, enter: 'events("purchase").within(hours(9)).sum("amount") >= 20', stay: 1h}
                          - {id: gold, name: G, enter: 'profile.tier == "gold" && events("view").count() > 3'}
                          - {id: silent, name: Q, enter: '!inSegment("active")', holdout: 0.5}
                          - {id: never, name: N, enter: 'events("nothing").count() > 0'}
                        """, Limits.DEFAULT), 7, BEGIN, RETENTION, "seed");
    }

    /** Lets the steps from one to another (exclusive) happen, writing now and then. */
    void happen(int from, int to, Parts parts) {
        for (int i = from; i < to; i++) {
            Random random = new Random(i);
            long at = BEGIN + i * 900_000L + random.nextInt(600_000);
            assigner.apply(customer, event(i, at, random), new Trigger("clickstream", 0, i, null), at, changes);
            if (random.nextInt(3) == 0 || i == to - 1) {
                customer.write(parts, at);
            }
        }
    }

    private static CustomerEvent event(int i, long at, Random random) {
        String id = "e" + i;
        return switch (random.nextInt(6)) {
            case 0 -> new Purchase(id, "o" + i, CUSTOMER, at, new BigDecimal("12.5"), "EUR", null, List.of());
            case 1 -> new Refund(id, "o" + (i - 1), CUSTOMER, at, new BigDecimal("2.5"), "EUR", null);
            case 2 -> new ProfileUpdate(CUSTOMER, at, Map.of("tier", random.nextBoolean() ? "gold" : "none"));
            default -> new Click(id, CUSTOMER, "view", at, "s", "i" + i % 3, "k", null, 1.5, Map.of("p", "q"));
        };
    }
}
