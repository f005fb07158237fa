package dev.segue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Forget;
import dev.segue.explain.preview.PastSize;
import dev.segue.explain.preview.Preview;
import dev.segue.explain.preview.PreviewTally;
import dev.segue.explain.preview.PreviewTerms;
import dev.segue.explain.preview.SegmentPreview;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.membership.Outlook;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import dev.segue.timeline.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Previews of random changes to random segments against what comes of publishing them, and of having had them before. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
class PreviewAgainstPublicationTest {

    private static final long BASE = 19_676L * 24 * 3600 * 1000;
    private static final Retention RETENTION = new Retention(90L * 24 * 3600 * 1000, 10_000);
    private static final int ALL = 100;

    /** Some customers, the segments in force, and those that are to be. */
    record Plans(SegmentSet published, SegmentSet draft, List<List<Step>> histories, long clock) {}

    @Property(tries = 2_000)
    void shouldForetellWhatAPublicationChanges(@ForAll("plans") Plans plans) {
        List<Customer> customers = customers(plans);
        Outlook published = new Outlook(plans.published(), 1, BASE, "seed");
        Outlook draft = new Outlook(plans.draft(), 2, plans.clock(), "seed");
        Preview preview = new Preview(published, draft, new PreviewTerms(plans.clock(), List.of(), ALL, 1));
        List<String> untouched =
                customers.stream().map(PreviewAgainstPublicationTest::state).toList();

        preview.goOn(customers.iterator(), () -> true);

        PreviewTally tally = preview.tally();
        assertThat(customers.stream().map(PreviewAgainstPublicationTest::state)).isEqualTo(untouched);
        checkPublication(plans, customers, tally);
    }

    private static void checkPublication(Plans plans, List<Customer> customers, PreviewTally tally) {
        Assigner before = new Assigner(plans.published(), 1, BASE, RETENTION, "seed");
        Assigner after = new Assigner(plans.draft(), 2, plans.clock(), RETENTION, "seed");
        List<Change> changes = new ArrayList<>();
        Set<String> dueAnyhow = new TreeSet<>();
        for (Customer customer : customers) {
            before.passTime(customer, plans.clock(), change -> {});
            if (customer.nextDue() == plans.clock()) {
                dueAnyhow.add(customer.id());
            }
            after.passTime(customer, plans.clock(), changes::add);
        }
        Set<String> previewed = new TreeSet<>();
        for (SegmentPreview segment : tally.segments()) {
            previewed.add(segment.segmentId());
            Set<String> members = members(segment.segmentId(), customers);
            assertThat(Set.copyOf(segment.sample())).as(plans.toString()).isEqualTo(members);
            assertThat(segment.members()).isEqualTo(members.size());
            assertThat(segment.published() + segment.entering() - segment.leaving())
                    .isEqualTo(members.size());
            assertThat(Set.copyOf(segment.enteringSample()))
                    .isEqualTo(changed(segment.segmentId(), Change.Type.ENTERED, changes));
            assertThat(Set.copyOf(segment.leavingSample()))
                    .isEqualTo(changed(segment.segmentId(), Change.Type.EXITED, changes));
        }
        for (Change change : changes) {
            assertThat(previewed.contains(change.segmentId()) || dueAnyhow.contains(change.customerId()))
                    .isTrue();
        }
    }

    private static String state(Customer customer) {
        return customer.memberships() + " " + customer.nextDue() + " " + customer.definitions() + " "
                + customer.sequence();
    }

    private static Set<String> members(String segmentId, List<Customer> customers) {
        return customers.stream()
                .filter(customer -> customer.memberships().stream()
                        .map(Membership::segmentId)
                        .anyMatch(segmentId::equals))
                .map(Customer::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> changed(String segmentId, Change.Type type, List<Change> changes) {
        return changes.stream()
                .filter(change -> change.segmentId().equals(segmentId) && change.type() == type)
                .map(Change::customerId)
                .collect(Collectors.toSet());
    }

    @Property(tries = 500)
    void shouldTellWhatTheSizesWouldHaveBeen(@ForAll("plans") Plans plans) {
        List<Long> instants = LongStream.range(0, 8)
                .map(i -> plans.clock() - 7 * (7 - i))
                .boxed()
                .toList();
        Outlook nothing = new Outlook(SegmentSet.EMPTY, -1, BASE, "seed");
        Outlook draft = new Outlook(plans.draft(), 1, plans.clock(), "seed");
        Preview preview = new Preview(nothing, draft, new PreviewTerms(plans.clock(), instants, 0, 1));

        preview.goOn(customers(plans).iterator(), () -> true);

        List<NaiveAssigner> naive = new ArrayList<>();
        boolean contradiction = false;
        for (List<Step> history : plans.histories()) {
            NaiveAssigner one = naiveAfter(history, plans);
            naive.add(one);
        }
        for (Segment segment : plans.draft().segments()) {
            List<Long> expected = new ArrayList<>();
            for (long instant : instants) {
                long members = 0;
                for (NaiveAssigner one : naive) {
                    long begin = one.knownSince();
                    NaiveAssigner then = one.inNothingBefore(begin);
                    then.passTime(instant + 1);
                    contradiction |= then.contradiction();
                    members += begin <= instant && then.since().containsKey(segment.id()) ? 1 : 0;
                }
                expected.add(members);
            }
            if (!contradiction) {
                assertThat(sizes(segment.id(), preview.tally()))
                        .as(plans.toString())
                        .isEqualTo(expected);
            }
        }
    }

    private static NaiveAssigner naiveAfter(List<Step> history, Plans plans) {
        NaiveAssigner naive = new NaiveAssigner(plans.draft(), RETENTION.millis(), now -> now + 1);
        history.forEach(naive::take);
        return naive;
    }

    private static List<Long> sizes(String segmentId, PreviewTally tally) {
        return tally.segments().stream()
                .filter(segment -> segment.segmentId().equals(segmentId))
                .flatMap(segment -> segment.history().stream())
                .map(PastSize::members)
                .toList();
    }

    /** Every one with their own history; some are behind the clock. */
    private static List<Customer> customers(Plans plans) {
        Assigner assigner = new Assigner(plans.published(), 1, BASE, RETENTION, "seed");
        List<Customer> customers = new ArrayList<>();
        for (List<Step> history : plans.histories()) {
            Customer customer = Customer.unknown("c" + customers.size());
            for (Step step : history) {
                if (step instanceof Step.Read read) {
                    assigner.apply(customer, read.event(), null, read.clock(), change -> {});
                }
            }
            customers.add(customer);
        }
        return customers;
    }

    @Provide
    Arbitrary<Plans> plans() {
        return Arbitraries.randomValue(PreviewAgainstPublicationTest::plans);
    }

    private static Plans plans(Random random) {
        AnyRules rules = new AnyRules(random, 1);
        List<Segment> published = Scenario.inOrder(rules.segments());
        List<Segment> draft = Scenario.inOrder(rules.changed(published));
        List<List<Step>> histories = new ArrayList<>();
        long latest = BASE;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            List<Step> history = new AnyHistory(random, 1, BASE, false, 15).steps();
            // the last step passes time: how long is up to the clock
            List<Step> records = history.subList(0, history.size() - 1).stream()
                    .filter(step -> !(step instanceof Step.Read read && read.event() instanceof Forget))
                    .toList();
            histories.add(records);
            latest = records.isEmpty()
                    ? latest
                    : Math.max(latest, records.get(records.size() - 1).clock());
        }
        long clock = latest + 1 + random.nextInt(30);
        SegmentSet then = new SegmentSet(held(random, draft));
        Plans plans = new Plans(new SegmentSet(published), then, histories, clock);
        return random.nextBoolean() ? plans : atADueInstant(plans, latest);
    }

    /** Some with nothing but another stay and cooldown. */
    private static List<Segment> held(Random random, List<Segment> segments) {
        return segments.stream()
                .map(s -> random.nextInt(4) > 0
                        ? s
                        : AnyRules.segment(s.id(), s.enter(), s.exit(), random.nextInt(9), random.nextInt(9), 1))
                .toList();
    }

    /** With a clock at which somebody is due anyhow, where there is such an instant. */
    private static Plans atADueInstant(Plans plans, long latest) {
        long due = customers(plans).stream()
                .mapToLong(Customer::nextDue)
                .filter(instant -> instant > latest && instant < latest + 60)
                .findFirst()
                .orElse(plans.clock());
        return new Plans(plans.published(), plans.draft(), plans.histories(), due);
    }
}
