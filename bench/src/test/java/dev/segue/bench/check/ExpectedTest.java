package dev.segue.bench.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.backtest.Backtest;
import dev.segue.bench.workload.Arrival;
import dev.segue.bench.workload.Popularity;
import dev.segue.bench.workload.Workload;
import dev.segue.config.Settings;
import dev.segue.event.CustomerEvent;
import dev.segue.membership.Change.Type;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.Admission;
import dev.segue.wire.Input;
import dev.segue.wire.Refusal;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedTest {

    private static final int EVENTS = 30_000;

    @ParameterizedTest
    @EnumSource(Popularity.class)
    void shouldAgreeWithTheBacktest(Popularity popularity) throws Exception {
        List<Arrival> merged = merged(new Workload(popularity, 2_000, EVENTS, 7, Workload.BEGINS));

        List<Change> expected = expected(merged);
        List<Change> backtested = backtested(merged);

        assertThat(expected).containsExactlyInAnyOrderElementsOf(backtested);
        assertThat(expected.size()).isBetween(EVENTS / 200, EVENTS / 10);
        assertThat(segmentsOf(expected)).as("segments that change").hasSize(10);
    }

    /** The history as a program reads it that merges the topics by the times of their next records. */
    private static List<Arrival> merged(Workload workload) {
        List<Arrival> clicks = new ArrayList<>();
        List<Arrival> purchases = new ArrayList<>();
        workload.history().forEachRemaining(arrival -> (arrival.isClick() ? clicks : purchases).add(arrival));
        List<Arrival> merged = new ArrayList<>();
        while (!clicks.isEmpty() || !purchases.isEmpty()) {
            List<Arrival> next = purchases.isEmpty()
                            || !clicks.isEmpty()
                                    && clicks.get(0).occurredAt()
                                            < purchases.get(0).occurredAt()
                    ? clicks
                    : purchases;
            merged.add(next.remove(0));
        }
        return merged;
    }

    private static List<Change> expected(List<Arrival> merged) {
        List<Event> clickstream = events(merged, true);
        List<Event> purchases = events(merged, false);
        List<Change> changes = new ArrayList<>();
        new Expected(customer -> false, horizon(merged)).asRead(clickstream, purchases, changes::add);
        return changes;
    }

    private static List<Event> events(List<Arrival> arrivals, boolean clicks) {
        return arrivals.stream()
                .filter(arrival -> arrival.isClick() == clicks)
                .map(arrival -> Event.of(arrival.value()))
                .toList();
    }

    private static long horizon(List<Arrival> arrivals) {
        return arrivals.stream()
                .max(Comparator.comparingLong(Arrival::occurredAt))
                .orElseThrow()
                .occurredAt();
    }

    private static List<Change> backtested(List<Arrival> merged) throws Exception {
        SegmentSet ten;
        try (InputStream yaml = Workload.class.getResourceAsStream("/dev/segue/bench/ten-segments.yaml")) {
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            ten = Definitions.compile(text, Settings.defaults().limits());
        }
        List<CustomerEvent> events = new ArrayList<>();
        for (Arrival arrival : merged) {
            events.add(admitted(arrival));
        }
        List<Change> changes = new ArrayList<>();
        Settings settings = Settings.defaults();
        Backtest.run(
                ten,
                settings.retention(),
                settings.holdoutSeed(),
                events.iterator(),
                OptionalLong.of(horizon(merged)),
                change -> changes.add(new Change(
                        change.customerId(), change.segmentId(), change.type() == Type.ENTERED, change.occurredAt())));
        return changes;
    }

    private static CustomerEvent admitted(Arrival arrival) throws Refusal {
        Input input = arrival.isClick() ? Input.CLICKSTREAM : Input.PURCHASES;
        return Admission.admit(input, arrival.customerId(), arrival.value(), Long.MAX_VALUE);
    }

    private static Set<String> segmentsOf(List<Change> changes) {
        Set<String> segments = new HashSet<>();
        changes.forEach(change -> segments.add(change.segmentId()));
        return segments;
    }
}
