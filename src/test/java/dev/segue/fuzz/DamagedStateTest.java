package dev.segue.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Trigger;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A customer's state with bits flipped or its end cut off. */
class DamagedStateTest {

    private static final long BEGIN = 1_700_000_000_000L;
    private static final long STEP = 600_000;
    private static final long DAY = 86_400_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Trigger TRIGGER = new Trigger("clickstream", 0, 0, null);

    private final Assigner assigner;

    DamagedStateTest() throws Exception {
        assigner = new Assigner(
                Definitions.compile("""
                        segments:
                          - {id: active, name: A, enter: 'events("view").within(minutes(30)).count() >= 2'}
                          - {id: spender, name: S, enter: 'events("purchase").within(days(9)).sum("amount") >= 20', stay: 1h}
                          - {id: gold, name: G, enter: 'profile.tier == "gold" && events("view").count() > 3'}
                        """, Limits.DEFAULT),
                1,
                BEGIN,
                new Retention(Retention.DEFAULT.millis(), 40),
                "seed");
    }

    /**
     * What the damage makes of the content cannot be told: the store's checksums are what finds it. What can be read goes on as
     * any customer does.
     */
    @Property(tries = 4_000)
    void shouldBeReadAndGoOnOrBeRefusedAsCorrupt(@ForAll long seed) {
        Random random = new Random(seed);
        StoredParts parts = stored(random);
        damage(parts, random);

        try {
            assertTimeoutPreemptively(PATIENCE, () -> goOn(parts, random));
        } catch (CorruptState e) {
            assertThat(e).hasMessageStartingWith("the stored state of a customer cannot be read: ");
        } catch (RuntimeException | OutOfMemoryError e) {
            fail("reading it failed otherwise", e);
        }
    }

    private void goOn(StoredParts parts, Random random) {
        Customer customer = Customer.read("c", parts);
        customer.keptChanges(parts);
        long at = BEGIN + 81 * STEP + random.nextInt(3) * DAY;
        List<Change> changes = new ArrayList<>();
        assigner.passTime(customer, at, changes::add);
        assigner.apply(customer, event(81, at, random), TRIGGER, at, changes::add);
        customer.write(parts, at);
        assigner.passTime(customer, at + 10 * DAY, changes::add);
        customer.write(parts, at + 10 * DAY);
        Customer.read("c", parts).keptChanges(parts);
    }

    private StoredParts stored(Random random) {
        Customer customer = Customer.unknown("c");
        StoredParts parts = new StoredParts();
        int events = 1 + random.nextInt(80);
        for (int i = 0; i < events; i++) {
            long at = BEGIN + i * STEP;
            assigner.apply(customer, event(i, at, random), TRIGGER, at, change -> {});
            if (random.nextInt(8) == 0) {
                customer.write(parts, at);
            }
        }
        customer.write(parts, BEGIN + events * STEP);
        return parts;
    }

    private static CustomerEvent event(int i, long at, Random random) {
        String id = "e" + i;
        return switch (random.nextInt(5)) {
            case 0 -> new Purchase(id, "o" + i, "c", at, new BigDecimal("12.5"), "EUR", null, List.of());
            case 1 -> new Refund(id, "o" + (i - 1), "c", at, new BigDecimal("2.5"), "EUR", null);
            case 2 -> new ProfileUpdate("c", at, Map.of("tier", "gold", "age", 3L, "score", 0.5, "vip", true));
            default -> new Click(id, "c", "view", at, "s", "i" + i % 3, "k", null, 1.5, Map.of("p", "q"));
        };
    }

    private static void damage(StoredParts parts, Random random) {
        List<Integer> numbers = new ArrayList<>(parts.all().keySet());
        int part = numbers.get(random.nextInt(numbers.size()));
        byte[] bytes = parts.get(part).clone();
        if (bytes.length == 0 || random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        } else {
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        parts.put(part, bytes);
    }
}
