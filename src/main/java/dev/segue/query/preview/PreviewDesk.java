package dev.segue.query.preview;

import dev.segue.query.state.LocalPreviews;
import dev.segue.query.state.LocalState;
import dev.segue.query.state.PreviewOrder;
import dev.segue.query.state.PreviewPart;
import dev.segue.query.state.PreviewPart.State;
import dev.segue.rule.Limits;
import dev.segue.wire.DefinitionRecords;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The previews that run in this instance, each partition's share apart. One thread works at all of them in turn, a slice each, and rests
 * after each slice: what a preview takes from the stream is bounded, however many there are.
 */
public final class PreviewDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewDesk.class);

    /** Of the time that a slice took: the thread uses two thirds of a core at most. */
    private static final int REST = 2;

    private static final long IDLE_MILLIS = 1_000;
    private static final long STUCK_MILLIS = 50;
    private static final int MOST_KEPT = 1_024;

    private final PreviewLimits limits;
    private final Trial.Maker trials;
    private final Map<Place, PreviewShare> shares = new LinkedHashMap<>();
    private Thread thread;

    private record Place(String id, int partition) {}

    /** @param holdoutSeed decides who is in the holdout arms */
    public PreviewDesk(PreviewLimits limits, DefinitionRecords records, Limits rules, String holdoutSeed) {
        this.limits = limits;
        this.trials = new Trial.Maker(records, rules, holdoutSeed);
    }

    /** Begins to work. */
    public synchronized void start(LocalState local) {
        thread = new Thread(() -> work(local), "segue-previews");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    /** Those of a partition. */
    public LocalPreviews of(int partition) {
        return new LocalPreviews() {
            @Override
            public PreviewPart begin(PreviewOrder order) {
                return PreviewDesk.this.begin(order, partition);
            }

            @Override
            public PreviewPart look(String id) {
                PreviewShare share = share(id, partition);
                return share == null ? PreviewPart.none(State.UNKNOWN) : share.look();
            }

            @Override
            public PreviewPart cancel(String id) {
                PreviewShare share = share(id, partition);
                if (share != null) {
                    share.cancel("It was cancelled.");
                }
                return look(id);
            }
        };
    }

    private synchronized PreviewShare share(String id, int partition) {
        return shares.get(new Place(id, partition));
    }

    private synchronized PreviewPart begin(PreviewOrder order, int partition) {
        long others = shares.values().stream()
                .filter(share -> share.isRunning() && !share.id().equals(order.id()))
                .map(PreviewShare::id)
                .distinct()
                .count();
        if (others >= limits.jobs()) {
            return PreviewPart.none(State.REFUSED);
        }
        tidy();
        notifyAll();
        return shares.computeIfAbsent(
                        new Place(order.id(), partition), any -> new PreviewShare(order, partition, limits))
                .look();
    }

    /** Gives up what nobody asks for, and forgets what has ended. */
    private synchronized List<PreviewShare> tidy() {
        List<PreviewShare> running = new ArrayList<>();
        Iterator<PreviewShare> all = shares.values().iterator();
        while (all.hasNext()) {
            PreviewShare share = all.next();
            if (share.isRunning() && share.isUnaskedFor(limits.unasked())) {
                share.cancel("Nobody asked for it for " + limits.unasked().toSeconds() + " s.");
            }
            if (share.isRunning()) {
                running.add(share);
            } else if (share.isUnaskedFor(limits.kept()) || shares.size() > MOST_KEPT) {
                all.remove();
            }
        }
        return running;
    }

    private void work(LocalState local) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                List<PreviewShare> running = tidy();
                boolean went = false;
                for (PreviewShare share : running) {
                    went |= slice(share, local);
                }
                if (running.isEmpty()) {
                    awaitWork();
                } else if (!went) {
                    Thread.sleep(STUCK_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean slice(PreviewShare share, LocalState local) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            return share.isRunning() && share.goOn(local, trials);
        } catch (RuntimeException e) {
            LOG.error("A preview failed", e);
            share.fail("it failed, and the log of its instance says why");
            return true;
        } finally {
            TimeUnit.NANOSECONDS.sleep((System.nanoTime() - begun) / REST);
        }
    }

    private synchronized void awaitWork() throws InterruptedException {
        if (shares.values().stream().noneMatch(PreviewShare::isRunning)) {
            wait(IDLE_MILLIS);
        }
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
