package dev.segue.query.live;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What waits for one reader. A reader who lets too much wait is cut off, and nobody else waits for them. */
final class Subscription {

    private static final int MOST_WAITING = 5_000;

    private static final Due NOTHING = new Due(null, null);

    private final Filter filter;
    private final Position start;
    private final BlockingQueue<Due> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean ended;

    /** A change, and the position after it. */
    record Due(LiveChange change, Position position) {}

    Subscription(Filter filter, Position start) {
        this.filter = filter;
        this.start = start;
    }

    /** The changes from here on are handed in. */
    Position start() {
        return start;
    }

    Filter filter() {
        return filter;
    }

    boolean wants(LiveChange change) {
        return !ended && change.isOf(filter);
    }

    void add(LiveChange change, Position position) {
        if (!waiting.offer(new Due(change, position))) {
            end();
        }
    }

    /** The next that waits; null if none came in that time, or it ended. */
    Due next(long millis) throws InterruptedException {
        Due next = waiting.poll(millis, TimeUnit.MILLISECONDS);
        return ended ? null : next;
    }

    boolean isEnded() {
        return ended;
    }

    /** Ends it; what waits is let go of, and whoever waits for more is woken. */
    void end() {
        ended = true;
        waiting.clear();
        waiting.offer(NOTHING);
    }
}
