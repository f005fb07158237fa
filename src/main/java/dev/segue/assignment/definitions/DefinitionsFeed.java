package dev.segue.assignment.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.metric.Metrics;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentSet;
import dev.segue.wire.DefinitionSetHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definition sets as they come on the topic, one for the whole process. A set of several records is complete with its last
 * one, and its version is the offset of that. Sets are compiled apart from the stream threads, the newest complete one only; one
 * that is not valid is reported and passed over. Nothing that stands on the topic can make it fail.
 */
public final class DefinitionsFeed {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsFeed.class);

    /** Makes a set of the definitions as they are on the topic, by segment id. */
    @FunctionalInterface
    public interface Compiler {

        /**
         * May take its time, and waits while what it needs is away.
         *
         * @throws InvalidDefinitions if they are not a valid set
         */
        SegmentSet compile(Map<String, byte[]> sources) throws InvalidDefinitions;
    }

    /** What stood on the topic at an offset. */
    private record Snapshot(long version, Map<String, byte[]> sources) {}

    private final Compiler compiler;
    private final Executor executor;
    private final Metrics metrics;

    /** Confined to the thread that reads the topic. */
    private final Map<String, byte[]> read = new TreeMap<>();

    /** Guarded by this: the newest complete set read, compiled or not, and the last one that was judged. */
    private Snapshot complete = new Snapshot(-1, Map.of());

    private long judged = -1;
    private DefinitionSet newest = DefinitionSet.NONE;
    private DefinitionSet other = DefinitionSet.NONE;
    private String invalid;
    private String incomplete;

    /** @param executor compiles; may take its time, one task at a time */
    public DefinitionsFeed(Compiler compiler, Executor executor, Metrics metrics) {
        this.compiler = compiler;
        this.executor = executor;
        this.metrics = metrics;
    }

    /** Takes in a record of the topic; to be called for all of them, in order, by one thread. */
    public void read(byte[] key, byte[] value, Headers headers, long offset) {
        if (key != null) {
            if (value == null) {
                read.remove(new String(key, UTF_8));
            } else {
                read.put(new String(key, UTF_8), value);
            }
        }
        long size = number(headers, DefinitionSetHeaders.SIZE, 1);
        long index = number(headers, DefinitionSetHeaders.INDEX, size - 1);
        synchronized (this) {
            incomplete = index == size - 1
                    ? null
                    : "of the set being published, " + (index + 1) + " of " + size + " definitions have come";
            if (incomplete != null) {
                return;
            }
            complete = new Snapshot(offset, new TreeMap<>(read));
        }
        executor.execute(this::judge);
    }

    /** The newest set that is complete and valid; {@link DefinitionSet#NONE} before any. */
    public synchronized DefinitionSet newest() {
        return newest;
    }

    /** What is wrong with the newest definitions on the topic, which therefore are not in force; empty if nothing is. */
    public synchronized Optional<String> problem() {
        return Optional.ofNullable(invalid != null ? invalid : incomplete);
    }

    /** Whether the newest complete set read so far is compiled or refused. */
    public synchronized boolean settled() {
        return judged >= complete.version;
    }

    /**
     * Waits until {@link #settled}.
     *
     * @throws TimeoutException if it took longer
     */
    public synchronized void awaitSettled(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!settled()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException("The segment definitions could not be read in time");
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new TimeoutException("The wait for the segment definitions was interrupted", e);
            }
        }
    }

    /**
     * The set that a task has in force, from its own state.
     *
     * @throws IllegalStateException if it is not valid any longer
     */
    public synchronized DefinitionSet inForce(long version, Map<String, byte[]> sources) {
        for (DefinitionSet known : new DefinitionSet[] {DefinitionSet.NONE, newest, other}) {
            if (known.version() == version) {
                return known;
            }
        }
        try {
            other = new DefinitionSet(version, compiler.compile(sources), sources);
            return other;
        } catch (InvalidDefinitions e) {
            throw new IllegalStateException("The segment definitions in force cannot be compiled any longer: " + e, e);
        }
    }

    /** Compiles the newest complete set, unless that was done already. */
    private void judge() {
        Snapshot snapshot;
        synchronized (this) {
            snapshot = complete;
            if (judged >= snapshot.version) {
                return;
            }
        }
        try {
            SegmentSet segments = compiler.compile(snapshot.sources);
            conclude(snapshot, new DefinitionSet(snapshot.version, segments, snapshot.sources), null, 0);
        } catch (InvalidDefinitions e) {
            conclude(snapshot, null, e.getMessage(), e.problems().size());
        } catch (RuntimeException | StackOverflowError e) {
            conclude(snapshot, null, "they could not be compiled: " + e, 1);
        }
    }

    private synchronized void conclude(Snapshot snapshot, DefinitionSet set, String problem, int problems) {
        judged = snapshot.version;
        invalid = problem;
        if (set != null) {
            newest = set;
            LOG.info(
                    "Segment definitions at offset {}: {} segments",
                    set.version(),
                    set.segments().segments().size());
        } else {
            LOG.error("Segment definitions at offset {} are refused, those before stay: {}", snapshot.version, problem);
        }
        metrics.definitionProblems(problems);
        notifyAll();
    }

    private static long number(Headers headers, String name, long otherwise) {
        Header header = headers.lastHeader(name);
        try {
            return header == null ? otherwise : Long.parseLong(new String(header.value(), UTF_8));
        } catch (RuntimeException e) {
            return otherwise;
        }
    }
}
