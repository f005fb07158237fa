package dev.segue.fault;

import dev.segue.cluster.TestCluster;
import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Sends traffic at a steady rate until it is ended. */
final class Load {

    private final TestCluster cluster;
    private final Traffic traffic;
    private final int rate;
    private final Random random;
    private final Map<String, Long> sent;
    private final int first;
    private final Thread thread = new Thread(this::run, "load");
    private volatile boolean ended;
    private volatile RuntimeException failure;
    private volatile int count;

    /**
     * @param rate events a second
     * @param first what the first of them is numbered
     * @param sent when each event was sent, by its id
     */
    Load(TestCluster cluster, Traffic traffic, int rate, long seed, int first, Map<String, Long> sent) {
        this.first = first;
        this.count = first;
        this.sent = sent;
        this.cluster = cluster;
        this.traffic = traffic;
        this.rate = rate;
        this.random = new Random(seed);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How many it sent. */
    int count() {
        return count - first;
    }

    /** Ends it once all that was begun is acknowledged. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
        cluster.flush();
    }

    private void run() {
        long begun = System.nanoTime();
        try {
            while (!ended) {
                for (CustomerEvent event : traffic.next(random, count)) {
                    if (event instanceof Activity activity) {
                        sent.putIfAbsent(activity.eventId(), System.currentTimeMillis());
                    }
                    cluster.send(event);
                }
                count++;
                LockSupport.parkNanos(begun + count() * 1_000_000_000L / rate - System.nanoTime());
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
