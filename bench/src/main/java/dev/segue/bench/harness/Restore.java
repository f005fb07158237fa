package dev.segue.bench.harness;

import java.util.Set;

/** How long a contender takes to run again: with its state on disk, and with nothing but the compacted changelog. */
public final class Restore {

    private static final long COMPACTED_AFTER_NANOS = 6_000_000_000L;
    private static final long REST_MILLIS = 5_000;
    private static final int PATIENCE_MILLIS = 300_000;

    private final Stage.Run run;
    private final Stage stage;

    /** @param run one that was drained on a stage that {@link Cluster#COMPACTING compacts}, and is stopped */
    public Restore(Stage.Run run) {
        this.run = run;
        this.stage = run.stage();
    }

    public Result measure() {
        Set<String> changelogs = run.changelogs();
        long state = run.stateBytes();
        Started withState = start(REST_MILLIS);
        long written = stage.cluster().bytes(changelogs);
        awaitCompacted(changelogs);
        long compacted = stage.cluster().bytes(changelogs);
        long records = stage.cluster().records(changelogs);
        run.loseState();
        Started restored = start(0);
        return new Result(
                run.contender(),
                withState.seconds,
                restored.seconds,
                records,
                compacted,
                written,
                state,
                withState.resident);
    }

    private record Started(double seconds, long resident) {}

    private Started start(long restMillis) {
        long begin = System.nanoTime();
        Service service = run.start();
        try {
            service.awaitRunning();
            double seconds = (System.nanoTime() - begin) / 1e9;
            for (Patience rest = new Patience(restMillis, ""); !rest.isOver(); ) {
                Patience.sleep();
            }
            return new Started(seconds, service.residentBytes());
        } finally {
            service.stop();
        }
    }

    /** Has the cleaner go over the topics until they no longer shrink. */
    private void awaitCompacted(Set<String> topics) {
        stage.cluster().configure(topics, "min.cleanable.dirty.ratio", "0.001");
        Patience patience = new Patience(PATIENCE_MILLIS, "");
        long bytes = stage.cluster().bytes(topics);
        long since = System.nanoTime();
        while (System.nanoTime() - since < COMPACTED_AFTER_NANOS && !patience.isOver()) {
            Patience.sleep();
            long now = stage.cluster().bytes(topics);
            if (now != bytes) {
                bytes = now;
                since = System.nanoTime();
            }
        }
    }

    /**
     * What was measured.
     *
     * @param startSeconds from the start of the process until it ran, its state on disk
     * @param restoreSeconds the same, its state lost
     * @param records in the compacted changelogs
     * @param changelogBytes of the compacted changelogs
     * @param writtenBytes of the changelogs before the last compaction
     * @param stateBytes on the contender's disk
     * @param residentBytes memory at rest, some seconds after the start with state
     */
    public record Result(
            Contender contender,
            double startSeconds,
            double restoreSeconds,
            long records,
            long changelogBytes,
            long writtenBytes,
            long stateBytes,
            long residentBytes) {

        /** What the restoring took, the start of the process left out. */
        public double restoring() {
            return Math.max(0.001, restoreSeconds - startSeconds);
        }
    }
}
