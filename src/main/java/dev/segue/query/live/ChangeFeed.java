package dev.segue.query.live;

import dev.segue.wire.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All changes of the cluster to any number of readers, from one consumer that begins with the first reader. A reader who comes back
 * first reads what was missed, by a consumer of their own.
 */
public final class ChangeFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long QUIET_MILLIS = 10_000;
    private static final long PAUSE_MILLIS = 1_000;

    /** How many records are looked through for the newest of some changes, over all partitions. */
    private static final long MOST_LOOKED_THROUGH = 20_000;

    private final ChangeTopic topic;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

    /** Guarded by this: how far the common consumer has read; null before it began. */
    private Position position;

    private Thread thread;
    private volatile boolean closed;

    public ChangeFeed(ChangeTopic topic) {
        this.topic = topic;
    }

    /**
     * Makes the feed begin, if it has not.
     *
     * @return the number of partitions
     * @throws KafkaException if Kafka does not answer
     */
    public synchronized int begin() {
        if (thread == null) {
            ChangeTopic.Open open = topic.open();
            position = open.seekToEnd();
            thread = new Thread(() -> follow(open), "segue-changes");
            thread.setDaemon(true);
            thread.start();
        }
        return position.partitions();
    }

    /**
     * Tells a reader all changes from some start on; returns when the feed is closed or the reader was too slow.
     *
     * @throws IOException what the reader throws
     */
    public void tell(Filter filter, Start start, Reader reader) throws IOException, InterruptedException {
        begin();
        Subscription subscription = subscribe(filter);
        try {
            Position reached = subscription.start();
            if (start instanceof Start.Missed missed) {
                catchUp(missed.since(), subscription, reader);
                reached = missed.since().later(reached);
            } else if (start instanceof Start.Recent recent) {
                tellRecent(recent.most(), subscription, reader);
            }
            reader.reached(reached);
            follow(subscription, reached, reader);
        } finally {
            subscriptions.remove(subscription);
        }
    }

    private void follow(Subscription subscription, Position from, Reader reader)
            throws IOException, InterruptedException {
        Position reached = from;
        while (!closed && !subscription.isEnded()) {
            Subscription.Due due = subscription.next(QUIET_MILLIS);
            if (due == null) {
                if (!subscription.isEnded()) {
                    reader.reached(reached);
                }
            } else if (due.change().offset() >= from.next(due.change().partition())) {
                reached = from.later(due.position());
                tell(due.change(), reached, subscription.filter(), reader);
            }
        }
    }

    private synchronized Subscription subscribe(Filter filter) {
        Subscription subscription = new Subscription(filter, position);
        subscriptions.add(subscription);
        return subscription;
    }

    private void catchUp(Position from, Subscription subscription, Reader reader) throws IOException {
        Position reached = from;
        try (ChangeTopic.Open open = topic.open()) {
            if (!open.seek(from)) {
                reader.gap();
            }
            while (isBehind(open, subscription)) {
                for (LiveChange change : open.poll(POLL)) {
                    reached = reached.after(change.partition(), change.offset());
                    if (change.offset() >= from.next(change.partition()) && isMissed(change, subscription)) {
                        tell(change, reached, subscription.filter(), reader);
                    }
                }
            }
        }
    }

    private void tellRecent(int most, Subscription subscription, Reader reader) throws IOException {
        Position reached = subscription.start();
        List<LiveChange> recent = recent(most, subscription);
        for (LiveChange change : recent) {
            reached = reached.before(change.partition(), change.offset());
        }
        for (LiveChange change : recent) {
            reached = reached.after(change.partition(), change.offset());
            tell(change, reached, subscription.filter(), reader);
        }
    }

    private List<LiveChange> recent(int most, Subscription subscription) {
        Latest latest = new Latest(most);
        try (ChangeTopic.Open open = topic.open()) {
            open.seek(subscription.start().back(MOST_LOOKED_THROUGH / open.partitions()));
            while (isBehind(open, subscription)) {
                for (LiveChange change : open.poll(POLL)) {
                    if (isMissed(change, subscription) && hasReason(change, subscription.filter())) {
                        latest.add(change);
                    }
                }
            }
        }
        return latest.oldestFirst();
    }

    private boolean isBehind(ChangeTopic.Open open, Subscription subscription) {
        return !closed && !subscription.isEnded() && open.position().isBefore(subscription.start());
    }

    /** Whether it is one of those before what is handed to the subscription. */
    private static boolean isMissed(LiveChange change, Subscription subscription) {
        return change.offset() < subscription.start().next(change.partition()) && subscription.wants(change);
    }

    private static void tell(LiveChange change, Position position, Filter filter, Reader reader) throws IOException {
        if (!hasReason(change, filter)) {
            return;
        }
        try {
            reader.change(position, change.json());
        } catch (Refusal e) {
            warn(e);
        }
    }

    private static boolean hasReason(LiveChange change, Filter filter) {
        try {
            return change.hasReasonOf(filter);
        } catch (Refusal e) {
            warn(e);
            return false;
        }
    }

    private static void warn(Refusal e) {
        LOG.warn("A record of the changes topic is no change: {}", e.getMessage());
    }

    private void follow(ChangeTopic.Open first) {
        Optional<ChangeTopic.Open> open = Optional.of(first);
        while (!closed) {
            try (ChangeTopic.Open topicHere = open.orElseGet(this::reopen)) {
                while (!closed) {
                    topicHere.poll(POLL).forEach(this::hand);
                }
            } catch (RuntimeException e) {
                LOG.warn("The changes cannot be read now: {}", e.toString());
                pause();
            }
            open = Optional.empty();
        }
    }

    private ChangeTopic.Open reopen() {
        ChangeTopic.Open open = topic.open();
        open.seek(reached());
        return open;
    }

    private synchronized Position reached() {
        return position;
    }

    private synchronized void hand(LiveChange change) {
        position = position.after(change.partition(), change.offset());
        for (Subscription subscription : subscriptions) {
            if (subscription.wants(change)) {
                subscription.add(change, position);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the feed; every reader is let go. */
    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::end);
        Thread following;
        synchronized (this) {
            following = thread;
        }
        try {
            if (following != null) {
                following.join(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
