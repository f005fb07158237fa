package dev.segue.query.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.check.Contents;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import dev.segue.explain.preview.PreviewTerms;
import dev.segue.query.state.LocalPreviews;
import dev.segue.query.state.PreviewOrder;
import dev.segue.query.state.PreviewPart.State;
import dev.segue.query.state.SegmentTerms;
import dev.segue.query.state.StoredState;
import dev.segue.rule.Limits;
import dev.segue.timeline.Retention;
import dev.segue.wire.DefinitionRecords;
import dev.segue.wire.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of previews that nobody asks for, and of those that cannot be done. */
class PreviewDeskTest {

    private static final long NOW = System.currentTimeMillis();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Set<State> ENDED = Set.of(State.DONE, State.UNKNOWN);
    private static final String DRAFT = """
            segments:
              - {id: a, name: A, enter: 'events("page_view").within(days(1)).count() >= 1'}
            """;

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static RunningInstance instance;
    private static Registry registry;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        instance = RunningInstance.start(cluster, folder.resolve("state"), "live");
        registry = Registry.connect(cluster.settings(folder, "live"));
        await().atMost(PATIENCE).until(() -> instance.tenure(0) != null);
    }

    @AfterAll
    static void stop() {
        registry.close();
        instance.close();
        Contents contents = Contents.of(cluster);
        assertThat(Checker.findings(contents)).isEmpty();
        assertThat(contents.changes()).isEmpty();
        cluster.close();
    }

    @Test
    void shouldGiveUpWhatNobodyAsksFor() {
        try (PreviewDesk desk = desk(new PreviewLimits(1, SHORT, LONG, LONG))) {
            LocalPreviews previews = desk.of(0);
            previews.begin(stuck("first"));
            State refused = previews.begin(stuck("second")).state();
            await().atMost(PATIENCE).until(() -> previews.begin(stuck("second")).state() == State.RUNNING);

            assertThat(refused).isEqualTo(State.REFUSED);
            assertThat(previews.look("first").state()).isEqualTo(State.CANCELLED);
            assertThat(previews.look("first").problem()).startsWith("Nobody asked for it");
        }
    }

    @Test
    void shouldForgetWhatHasEnded() throws Exception {
        try (PreviewDesk desk = desk(new PreviewLimits(1, LONG, SHORT, LONG))) {
            LocalPreviews previews = desk.of(0);
            previews.begin(order("one", Map.of()));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    // on a busy machine it may be forgotten before it is looked at
                    .until(() -> ENDED.contains(previews.look("one").state()));
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> previews.look("one").state() == State.UNKNOWN);

            assertThat(previews.cancel("one").state()).isEqualTo(State.UNKNOWN);
        }
    }

    @Test
    void shouldFailWhereOtherSegmentsAreInForceThanTheDraftIsHeldAgainst() {
        try (PreviewDesk desk = desk(new PreviewLimits(1, LONG, LONG, SHORT))) {
            LocalPreviews previews = desk.of(0);
            previews.begin(stuck("one"));
            await().atMost(PATIENCE).until(() -> previews.look("one").state() != State.RUNNING);

            assertThat(previews.look("one").state()).isEqualTo(State.FAILED);
            assertThat(previews.look("one").problem()).contains("newest segments");
        }
    }

    @Test
    void shouldFailWhereThePartitionIsNotHere() {
        try (PreviewDesk desk = desk(new PreviewLimits(1, LONG, LONG, SHORT))) {
            LocalPreviews previews = desk.of(TestCluster.PARTITIONS);
            previews.begin(order("one", Map.of()));
            await().atMost(PATIENCE).until(() -> previews.look("one").state() != State.RUNNING);

            assertThat(previews.look("one").problem()).contains("does not work here");
        }
    }

    private static PreviewDesk desk(PreviewLimits limits) {
        DefinitionRecords records = new DefinitionRecords(registry, TestCluster.TOPICS);
        PreviewDesk desk = new PreviewDesk(limits, records, Limits.DEFAULT, "seed");
        SegmentTerms terms = new SegmentTerms(Limits.DEFAULT, Retention.DEFAULT.millis(), "seed");
        desk.start(new StoredState(instance, records, terms, () -> null, desk::of, System::currentTimeMillis));
        return desk;
    }

    /** Waits for a set that is never published. */
    private static PreviewOrder stuck(String id) {
        return order(id, Map.of("nowhere", "1-0"));
    }

    private static PreviewOrder order(String id, Map<String, String> published) {
        return new PreviewOrder(id, DRAFT, List.of(), published, new PreviewTerms(NOW, List.of(), 1, 1));
    }
}
