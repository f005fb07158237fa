package dev.segue.bench.harness;

import dev.segue.bench.workload.LiveTraffic;
import dev.segue.bench.workload.TopicLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What previews cost a stream that goes on meanwhile: events come at a fixed rate all the time, first without previews, then
 * while one is made after the other, then without again.
 */
public final class Beside {

    private static final long LEAD_MILLIS = 1_000;
    private static final long SAMPLE_MILLIS = 250;
    private static final long SETTLE_MILLIS = 2_000;

    private final Stage.Run run;
    private final Stage stage;
    private final LiveTraffic traffic;
    private final int rate;
    private final int seconds;
    private volatile boolean ended;
    private volatile RuntimeException failure;

    /**
     * @param rate events a second
     * @param seconds without previews, before and after
     */
    public Beside(Stage.Run run, LiveTraffic traffic, int rate, int seconds) {
        this.run = run;
        this.stage = run.stage();
        this.traffic = traffic;
        this.rate = rate;
        this.seconds = seconds;
    }

    /**
     * How the stream fared for a time.
     *
     * @param lag events not yet committed, on average
     * @param mostLag at most
     * @param byEvent milliseconds from the time an event was to be sent until its change was read
     * @param cores processor time of the service for each second
     */
    public record Phase(String name, double seconds, double lag, long mostLag, Delays byEvent, double cores) {}

    /** All that was measured. */
    public record Result(int rate, List<PreviewCall.Made> previews, List<Phase> phases) {}

    /** Reads the history and measures. */
    public Result measure(int previews, int days) {
        return run.afterHistory(service ->
                measure(service, new PreviewCall(service, days, stage.options().limitSeconds()), previews));
    }

    private Result measure(Service service, PreviewCall call, int count) {
        long most = (long) rate * (2L * seconds + (long) count * stage.options().limitSeconds() + 60);
        SendTimes times = new SendTimes(stage.cluster().ends(Stage.INPUTS), Math.toIntExact(most));
        long begin = System.currentTimeMillis() + LEAD_MILLIS;
        Thread sender = new Thread(() -> send(times, begin), "sender");
        try (ChangeWatch watch = ChangeWatch.start(stage.cluster(), run.changes(), times, begin)) {
            sender.start();
            rest(service, LEAD_MILLIS + 1_000L * seconds, new ArrayList<>());
            List<PreviewCall.Made> made = new ArrayList<>();
            List<Observed> observed = new ArrayList<>();
            observed.add(observe("before", service, samples -> rest(service, 1_000L * seconds, samples)));
            observed.add(observe("while", service, samples -> made.addAll(previews(service, call, count, samples))));
            observed.add(observe("after", service, samples -> rest(service, 1_000L * seconds, samples)));
            end(sender);
            Patience.sleep(SETTLE_MILLIS);
            return new Result(
                    rate, made, observed.stream().map(one -> one.phase(watch)).toList());
        } finally {
            ended = true;
        }
    }

    private void end(Thread sender) {
        ended = true;
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
        if (failure != null) {
            throw new BenchmarkFailed("events could not be sent: " + failure, failure);
        }
    }

    private record Observed(String name, long from, long to, List<Long> lags, double cpu) {

        Phase phase(ChangeWatch watch) {
            double took = (to - from) / 1e3;
            return new Phase(
                    name,
                    took,
                    lags.stream().mapToLong(Long::longValue).average().orElse(0),
                    lags.stream().mapToLong(Long::longValue).max().orElse(0),
                    watch.byEvent(from, to),
                    cpu / took);
        }
    }

    private interface Doing {
        void during(List<Long> samples);
    }

    private Observed observe(String name, Service service, Doing doing) {
        List<Long> samples = new ArrayList<>();
        long from = System.currentTimeMillis();
        double cpu = service.cpuSeconds();
        doing.during(samples);
        return new Observed(name, from, System.currentTimeMillis(), samples, service.cpuSeconds() - cpu);
    }

    /** Makes previews on a thread of their own, and takes samples meanwhile. */
    private List<PreviewCall.Made> previews(Service service, PreviewCall call, int count, List<Long> samples) {
        List<PreviewCall.Made> made = new ArrayList<>();
        RuntimeException[] failed = {null};
        Thread caller = new Thread(() -> {
            try {
                for (int i = 0; i < count; i++) {
                    made.add(call.make());
                    Progress.say(
                            "preview %d of %d: %.1f s",
                            i + 1, count, made.get(i).seconds());
                }
            } catch (RuntimeException e) {
                failed[0] = e;
            }
        });
        caller.start();
        while (caller.isAlive()) {
            rest(service, SAMPLE_MILLIS, samples);
        }
        if (failed[0] != null) {
            throw failed[0];
        }
        return made;
    }

    /** Lets the stream go on for a time, and takes samples of its lag. */
    private void rest(Service service, long millis, List<Long> samples) {
        for (Patience rest = new Patience(millis, ""); !rest.isOver(); ) {
            service.check();
            samples.add(stage.cluster().written(Stage.INPUTS) - stage.cluster().committed(run.id()));
            Patience.sleep(SAMPLE_MILLIS);
        }
    }

    private void send(SendTimes times, long begin) {
        long origin = System.nanoTime() + (begin - System.currentTimeMillis()) * 1_000_000;
        try (TopicLoader loader = stage.loader(0)) {
            for (long number = 0; !ended; number++) {
                long due = number * 1_000_000_000L / rate;
                for (long left = origin + due - System.nanoTime(); left > 0; left = origin + due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long millis = begin + due / 1_000_000;
                TopicLoader.Encoded event = loader.encode(traffic.at(millis));
                times.send(event.topic(), event.partition(), millis);
                loader.write(event);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
