package dev.segue.bench.harness;

import dev.segue.bench.workload.LiveTraffic;
import dev.segue.bench.workload.TopicLoader;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * How soon changes are seen while events come at a fixed rate, whether the contender keeps up or not. Each event has its time
 * to be sent, and all is counted from then: a sender or a service that stalls does not make the clock stall.
 */
public final class Paced {

    private static final long SETTLE_MILLIS = 10_000;
    private static final long LEAD_MILLIS = 3_000;
    private static final int CARTS_A_SECOND = 20;

    /** After which the ten segments take a cart for abandoned. */
    private static final long HESITATION_MILLIS = 30 * 60_000L;

    private final Stage.Run run;
    private final Stage stage;
    private final LiveTraffic traffic;
    private final int rate;
    private final int warmUpSeconds;
    private final int seconds;

    /**
     * @param rate events a second
     * @param warmUpSeconds sent at the rate before anything is counted
     */
    public Paced(Stage.Run run, LiveTraffic traffic, int rate, int warmUpSeconds, int seconds) {
        this.run = run;
        this.stage = run.stage();
        this.traffic = traffic;
        this.rate = rate;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
    }

    /** Sends to a contender that runs and has read all there was. */
    Result measure(Service service) {
        int most = (rate + CARTS_A_SECOND) * (warmUpSeconds + seconds);
        SendTimes times = new SendTimes(stage.cluster().ends(Stage.INPUTS), most);
        long begin = System.currentTimeMillis() + LEAD_MILLIS;
        long countedFrom = begin + 1_000L * warmUpSeconds;
        try (TopicLoader loader = stage.loader(0);
                ChangeWatch watch = ChangeWatch.start(stage.cluster(), run.changes(), times, countedFrom)) {
            fillCarts(loader, times, begin);
            double late = send(loader, times, begin, 0, rate * warmUpSeconds);
            double serviceCpu = service.cpuSeconds();
            double brokerCpu = stage.cluster().cpuSeconds();
            late = Math.max(late, send(loader, times, begin, rate * warmUpSeconds, rate * (warmUpSeconds + seconds)));
            serviceCpu = service.cpuSeconds() - serviceCpu;
            brokerCpu = stage.cluster().cpuSeconds() - brokerCpu;
            long lag = stage.cluster().written(Stage.INPUTS) - stage.cluster().committed(run.id());
            settle(service);
            long sent = (long) rate * seconds;
            return new Result(
                    run.contender(),
                    rate,
                    watch.byEvent(),
                    watch.byTime(),
                    serviceCpu * 1e6 / sent,
                    brokerCpu * 1e6 / sent,
                    lag,
                    late,
                    service.residentBytes());
        }
    }

    /**
     * Carts filled just so long ago that they are found abandoned, by time alone, one after the other while events are sent.
     * They come late, which a program that waits for a watermark may not take.
     */
    private void fillCarts(TopicLoader loader, SendTimes times, long begin) {
        for (int cart = 0; cart < CARTS_A_SECOND * (warmUpSeconds + seconds); cart++) {
            long abandoned = begin + cart * 1_000L / CARTS_A_SECOND;
            TopicLoader.Encoded event = loader.encode(traffic.cart(abandoned - HESITATION_MILLIS));
            times.send(event.topic(), event.partition(), 0);
            loader.write(event);
        }
    }

    /** Sends the events of these numbers, each at its time. Returns by how many milliseconds the latest was late. */
    private double send(TopicLoader loader, SendTimes times, long begin, long from, long to) {
        long origin = System.nanoTime() - (System.currentTimeMillis() - begin) * 1_000_000;
        long latest = 0;
        for (long number = from; number < to; number++) {
            long due = number * 1_000_000_000L / rate;
            for (long left = origin + due - System.nanoTime(); left > 0; left = origin + due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            latest = Math.max(latest, System.nanoTime() - origin - due);
            long millis = begin + due / 1_000_000;
            TopicLoader.Encoded event = loader.encode(traffic.at(millis));
            times.send(event.topic(), event.partition(), millis);
            loader.write(event);
        }
        return latest / 1e6;
    }

    private void settle(Service service) {
        Patience patience = new Patience(SETTLE_MILLIS, "");
        long sent = stage.cluster().written(Stage.INPUTS);
        while (stage.cluster().committed(run.id()) < sent && !patience.isOver()) {
            service.check();
            Patience.sleep();
        }
        Patience.sleep();
    }

    /** The contender, brought by what lies in the topics to where live events follow, then sent live events. */
    public static List<Result> afterHistory(Stage.Run run, List<Integer> rates, IntFunction<Paced> at) {
        return run.afterHistory(service ->
                rates.stream().map(rate -> at.apply(rate).measure(service)).toList());
    }

    /**
     * What was measured at one rate.
     *
     * @param byEvent milliseconds from the time an event was to be sent until its change was read
     * @param byTime milliseconds from the instant of a change that time alone made until it was read
     * @param lag events not yet committed when the last had been sent
     * @param senderLateMillis by how much the sender was late at the most
     */
    public record Result(
            Contender contender,
            int rate,
            Delays byEvent,
            Delays byTime,
            double serviceCpuPerMillion,
            double brokerCpuPerMillion,
            long lag,
            double senderLateMillis,
            long residentBytes) {

        /** False where more than a second's events were still waiting. */
        public boolean sustained() {
            return lag <= rate;
        }
    }
}
