package dev.segue.bench.harness;

import java.util.List;
import java.util.Set;

/**
 * How fast a contender gets through what lies in the topics. The time runs from the first commit seen to the last commit or
 * change, so that neither the start of a process nor work put off to the end is left out of the reckoning or added to it.
 */
public final class Drain {

    private static final long QUIET_NANOS = 2_000_000_000L;

    private final Stage.Run run;
    private final Stage stage;
    private final long total;

    /** @param total how many records there are to read */
    public Drain(Stage.Run run, long total) {
        this.run = run;
        this.stage = run.stage();
        this.total = total;
    }

    /** Prepares the run, runs it until all is read, and stops it. */
    public Drained measure() {
        run.prepare();
        long started = System.nanoTime();
        Service service = run.start();
        try {
            service.awaitRunning();
            double startSeconds = (System.nanoTime() - started) / 1e9;
            return measure(service, startSeconds);
        } finally {
            service.stop();
        }
    }

    private Drained measure(Service service, double startSeconds) {
        Patience patience = new Patience(1_000L * stage.options().limitSeconds(), "");
        Sample running = sample(service);
        Sample first = running;
        while (first.committed() == 0 && !patience.isOver()) {
            service.check();
            Patience.sleep();
            first = sample(service);
        }
        if (first.committed() > total / 2) {
            // too little is left to tell a speed by
            first = running;
        }
        Sample half = first;
        Sample last = first;
        Sample now = first;
        while (!patience.isOver() && (now.committed() < total || now.nanos() - last.nanos() < QUIET_NANOS)) {
            service.check();
            Patience.sleep(pauseAfter(now.nanos() - first.nanos()));
            now = sample(service);
            if (now.committed() > last.committed() || now.changes() > last.changes()) {
                last = now;
            }
            if (now.committed() < total / 2 || half.committed() < total / 2) {
                half = now;
            }
            Progress.show("%s: %,d of %,d events", run.id(), now.committed(), total);
        }
        long peak = service.peakResidentBytes();
        service.stop();
        Set<String> changelogs = run.changelogs();
        return new Drained(
                run.contender(),
                total,
                last.committed(),
                first.until(last),
                half.committed() < last.committed() ? half.until(last) : first.until(last),
                startSeconds,
                changelogs.isEmpty() ? 0 : stage.cluster().bytes(changelogs),
                stage.cluster().written(changelogs),
                run.stateBytes(),
                peak,
                last.changes());
    }

    /** Asking costs the broker something: a hundredth of the time is exact enough. */
    private static long pauseAfter(long nanos) {
        return Math.min(1_000, Math.max(50, nanos / 100_000_000));
    }

    private Sample sample(Service service) {
        long committed = stage.cluster().committed(run.id());
        long changes = stage.cluster().written(List.of(run.changes()));
        return new Sample(
                System.nanoTime(),
                committed,
                changes,
                service.cpuSeconds(),
                stage.cluster().cpuSeconds());
    }

    private record Sample(long nanos, long committed, long changes, double service, double broker) {

        Drained.Span until(Sample later) {
            return new Drained.Span(
                    (later.nanos - nanos) / 1e9,
                    later.committed - committed,
                    later.service - service,
                    later.broker - broker);
        }
    }
}
