package dev.segue.assignment.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.metric.Metrics;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentSet;
import dev.segue.wire.DefinitionSetHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DefinitionsFeedTest {

    private final List<Map<String, byte[]>> compiled = new ArrayList<>();
    private final DefinitionsFeed feed = new DefinitionsFeed(this::compile, Runnable::run, Metrics.disabled());

    @Test
    void shouldHoldTheNewestSetByTheOffsetItReachesTo() {
        read("a", "1", 4);
        read("b", "2", 7);

        assertThat(feed.newest().version()).isEqualTo(7);
        assertThat(feed.newest().sources()).containsOnlyKeys("a", "b");
    }

    @Test
    void shouldForgetARetiredSegment() {
        read("a", "1", 1);
        read("a", null, 2);

        assertThat(feed.newest().version()).isEqualTo(2);
        assertThat(feed.newest().sources()).isEmpty();
    }

    @Test
    void shouldTakeASetOfSeveralRecordsOverAsOne() {
        read("old", "0", 0);
        read("a", "1", 1, 0, 3);
        read("b", "2", 2, 1, 3);
        DefinitionSet before = feed.newest();
        String problem = feed.problem().orElseThrow();
        read("c", "3", 3, 2, 3);

        assertThat(before.version()).isZero();
        assertThat(problem).contains("2 of 3");
        assertThat(feed.newest().version()).isEqualTo(3);
        assertThat(feed.newest().sources()).containsOnlyKeys("old", "a", "b", "c");
        assertThat(feed.problem()).isEmpty();
    }

    @Test
    void shouldKeepTheSetBeforeAnInvalidOneAndSaySo() {
        read("a", "1", 1);
        read("b", "invalid", 2);

        assertThat(feed.newest().version()).isEqualTo(1);
        assertThat(feed.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("not a rule"));
        assertThat(feed.settled()).isTrue();

        read("b", "2", 3);

        assertThat(feed.newest().version()).isEqualTo(3);
        assertThat(feed.problem()).isEmpty();
    }

    @Test
    void shouldSurviveACompilerThatBreaks() {
        read("a", "1", 1);
        read("b", "bug", 2);
        read("c", "deep", 3);

        assertThat(feed.newest().version()).isEqualTo(1);
        assertThat(feed.problem()).isPresent();
    }

    @Test
    void shouldTakeARecordWithoutReadableHeadersAsASetOfItsOwn() {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DefinitionSetHeaders.INDEX, "x".getBytes(UTF_8));
        headers.add(DefinitionSetHeaders.SIZE, null);

        feed.read("a".getBytes(UTF_8), "1".getBytes(UTF_8), headers, 1);

        assertThat(feed.newest().version()).isEqualTo(1);
    }

    @Test
    void shouldCompileTheNewestOfManySetsOnly() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        DefinitionsFeed slow = new DefinitionsFeed(this::compile, waiting::add, Metrics.disabled());
        for (int offset = 0; offset < 10; offset++) {
            slow.read(("s" + offset).getBytes(UTF_8), "1".getBytes(UTF_8), new RecordHeaders(), offset);
        }
        assertThat(slow.settled()).isFalse();
        assertThatThrownBy(() -> slow.awaitSettled(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);

        waiting.forEach(Runnable::run);

        assertThat(compiled).hasSize(1);
        assertThat(slow.newest().version()).isEqualTo(9);
        assertThat(slow.settled()).isTrue();
    }

    @Test
    void shouldCompileWhatATaskHasInForceOnce() {
        read("a", "1", 5);
        Map<String, byte[]> older = Map.of("z", "1".getBytes(UTF_8));

        DefinitionSet first = feed.inForce(3, older);
        DefinitionSet second = feed.inForce(3, older);

        assertThat(first.version()).isEqualTo(3);
        assertThat(second).isSameAs(first);
        assertThat(feed.inForce(5, Map.of())).isSameAs(feed.newest());
        assertThat(feed.inForce(-1, Map.of())).isSameAs(DefinitionSet.NONE);
        assertThat(compiled).hasSize(2);
    }

    private void read(String key, String value, long offset) {
        feed.read(key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), new RecordHeaders(), offset);
    }

    private void read(String key, String value, long offset, int index, int size) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(DefinitionSetHeaders.INDEX, String.valueOf(index).getBytes(UTF_8));
        headers.add(DefinitionSetHeaders.SIZE, String.valueOf(size).getBytes(UTF_8));
        feed.read(key.getBytes(UTF_8), value.getBytes(UTF_8), headers, offset);
    }

    private SegmentSet compile(Map<String, byte[]> sources) throws InvalidDefinitions {
        compiled.add(sources);
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            switch (new String(source.getValue(), UTF_8)) {
                case "invalid" ->
                    throw new InvalidDefinitions(List.of(new Problem(source.getKey(), 1, 1, "not a rule", "")));
                case "bug" -> throw new IllegalStateException("a bug");
                case "deep" -> throw new StackOverflowError();
                default -> {}
            }
        }
        return SegmentSet.EMPTY;
    }
}
