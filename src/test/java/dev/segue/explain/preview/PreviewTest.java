package dev.segue.explain.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.event.Purchase;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private static final long NOW = 1_795_357_800_000L;
    private static final long DAY = 86_400_000L;
    private static final int CUSTOMERS = 200;

    private final SegmentSet published = segments(100);
    private final SegmentSet draft = segments(150);
    private final List<Customer> customers = customers();

    @Test
    void shouldCountWhoWouldEnterAndLeave() {
        Preview preview = preview(3);

        boolean more = preview.goOn(customers.iterator(), () -> true);

        PreviewTally tally = preview.tally();
        assertThat(more).isFalse();
        assertThat(tally.state()).isEqualTo(PreviewTally.State.DONE);
        assertThat(tally.customers()).isEqualTo(CUSTOMERS);
        assertThat(tally.segments()).extracting(SegmentPreview::segmentId).containsExactly("big", "not-big");
        // customer i bought for i
        SegmentPreview big = tally.segments().get(0);
        assertThat(List.of(big.published(), big.members(), big.entering(), big.leaving()))
                .containsExactly(100L, 50L, 0L, 50L);
        assertThat(big.share()).isEqualTo(0.25);
        assertThat(big.leavingSample()).hasSize(3).allMatch(id -> id.startsWith("c1"));
        assertThat(tally.segments().get(1).entering()).isEqualTo(50);
    }

    @Test
    void shouldGoOnWhereASliceEnded() {
        Preview preview = preview(3);
        Iterator<Customer> all = customers.iterator();
        AtomicInteger budget = new AtomicInteger(70);

        boolean more = preview.goOn(all, () -> budget.getAndDecrement() > 0);

        assertThat(more).isTrue();
        assertThat(preview.tally().state()).isEqualTo(PreviewTally.State.RUNNING);
        assertThat(preview.tally().customers()).isEqualTo(70);
        assertThat(preview.goOn(all, () -> true)).isFalse();
        assertThat(preview.tally()).isEqualTo(tallyOf(customers, 3));
    }

    @Test
    void shouldStopWhenCancelled() {
        Preview preview = preview(3);
        AtomicInteger asked = new AtomicInteger();

        boolean more = preview.goOn(customers.iterator(), () -> {
            if (asked.incrementAndGet() == 11) {
                preview.cancel();
            }
            return true;
        });

        assertThat(more).isFalse();
        assertThat(preview.tally().state()).isEqualTo(PreviewTally.State.CANCELLED);
        assertThat(preview.tally().customers()).isEqualTo(11);
        assertThat(preview.goOn(customers.iterator(), () -> true)).isFalse();
        assertThat(preview.tally().customers()).isEqualTo(11);
    }

    @Test
    void shouldAddUpToTheSameHoweverCustomersAreDivided() {
        List<Customer> shuffled = new ArrayList<>(customers);
        Collections.shuffle(shuffled, new Random(7));

        PreviewTally one = tallyOf(shuffled.subList(0, 20), 5);
        PreviewTally two = tallyOf(shuffled.subList(20, 21), 5);
        PreviewTally three = tallyOf(shuffled.subList(21, CUSTOMERS), 5);

        PreviewTally all = tallyOf(customers, 5);
        assertThat(one.plus(two).plus(three)).isEqualTo(all);
        assertThat(three.plus(two.plus(one))).isEqualTo(all);
    }

    @Test
    void shouldNotAddUpUnequalTerms() {
        assertThatThrownBy(() -> tallyOf(customers, 5).plus(tallyOf(customers, 4)))
                .hasMessage("previews of unequal terms do not add up: samples of 5 by seed 1, and of 4 by seed 1");
    }

    @Test
    void shouldDrawEveryoneAlike() {
        int[] drawn = new int[CUSTOMERS];
        for (int seed = 0; seed < 2_000; seed++) {
            CustomerSample sample = new CustomerSample(10, seed);
            for (int i = 0; i < CUSTOMERS; i++) {
                sample.add("c" + i);
            }
            sample.ids().forEach(id -> drawn[Integer.parseInt(id.substring(1))]++);
        }

        // 100 each are to be expected, with a deviation of 10
        assertThat(Arrays.stream(drawn)).allMatch(times -> times > 50 && times < 150);
    }

    @Test
    void shouldBeReadAtATerminal() {
        PreviewTerms terms = new PreviewTerms(NOW, PreviewTerms.lastDays(2, NOW), 2, 1);
        Preview preview = new Preview(outlook(published), outlook(draft), terms);
        preview.goOn(customers.iterator(), () -> true);
        String one = preview.tally().segments().get(0).leavingSample().get(0);
        String two = preview.tally().segments().get(0).leavingSample().get(1);

        List<String> in = preview.tally().segments().get(0).sample();

        String report = PreviewReport.of(preview.tally());

        assertThat(report.lines().limit(12))
                .containsExactly(
                        "Previewed at 2026-11-22 14:30:00 UTC on 200 customers",
                        "",
                        "big  Big",
                        "  now                  100",
                        "  then                  50  25.00 % of all",
                        "                            " + String.join(", ", in) + ", ...",
                        "  enter                  0",
                        "  leave                 50  " + one + ", " + two + ", ...",
                        "  2026-11-21             0",
                        "  2026-11-22            50",
                        "  Entries that were read late count from when they occurred.",
                        "");
    }

    @Test
    void shouldSayWhenNothingWouldChange() {
        Preview preview = new Preview(outlook(published), outlook(published), new PreviewTerms(NOW, List.of(), 2, 1));

        assertThat(PreviewReport.of(preview.tally()).lines())
                .containsExactly(
                        "Previewed at 2026-11-22 14:30:00 UTC on 0 customers so far",
                        "",
                        "Nothing would change: the segments are as published.");
    }

    private PreviewTally tallyOf(List<Customer> some, int sampleSize) {
        Preview preview = preview(sampleSize);
        preview.goOn(some.iterator(), () -> true);
        return preview.tally();
    }

    private Preview preview(int sampleSize) {
        return new Preview(outlook(published), outlook(draft), new PreviewTerms(NOW, List.of(), sampleSize, 1));
    }

    private static Outlook outlook(SegmentSet segments) {
        return new Outlook(segments, 1, 0, "seed");
    }

    private static SegmentSet segments(int threshold) {
        try {
            return Definitions.compile("""
                    segments:
                      - id: big
                        name: Big
                        enter: events("purchase").within(days(30)).sum("amount") >= %d
                      - id: not-big
                        name: Not big
                        enter: "!inSegment(\\"big\\")"
                      - id: buyer
                        name: Buyer
                        enter: events("purchase").within(days(30)).count() > 0
                    """.formatted(threshold), Limits.DEFAULT);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Customer> customers() {
        Assigner assigner = new Assigner(published, 1, 0, Retention.DEFAULT, "seed");
        List<Customer> all = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Customer customer = Customer.unknown("c" + i);
            Purchase purchase =
                    new Purchase("e", null, customer.id(), NOW - DAY, BigDecimal.valueOf(i), "EUR", null, List.of());
            assigner.apply(customer, purchase, null, NOW - DAY, change -> {});
            assigner.passTime(customer, NOW, change -> {});
            all.add(customer);
        }
        return all;
    }
}
