package dev.segue.query.preview;

import dev.segue.explain.preview.Preview;
import dev.segue.explain.preview.PreviewTally;
import dev.segue.explain.preview.PreviewTerms;
import dev.segue.membership.Customer;
import dev.segue.query.state.LocalPartition;
import dev.segue.query.state.LocalProgress;
import dev.segue.query.state.LocalState;
import dev.segue.query.state.NotHere;
import dev.segue.query.state.PreviewOrder;
import dev.segue.query.state.PreviewPart;
import dev.segue.query.state.PreviewPart.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One partition's share of a preview. One thread goes on with it, slice by slice; any may look at it or give it up. Each slice goes by
 * the clock that the partition has then, so that no customer is judged by an earlier one than their memberships are.
 */
final class PreviewShare {

    private static final int MOST_CUSTOMERS = 256;
    private static final int MOST_ENTRIES = 20_000;
    private static final String OTHER_SEGMENTS = "the segments were changed while it ran; preview against those of now";

    private final PreviewOrder order;
    private final int partition;
    private final PreviewLimits limits;
    private volatile PreviewPart found;
    private volatile long askedAt = System.nanoTime();
    private Trial trial;
    private String after;
    private long stuckSince;

    PreviewShare(PreviewOrder order, int partition, PreviewLimits limits) {
        this.order = order;
        this.partition = partition;
        this.limits = limits;
        PreviewTerms terms = order.terms();
        this.found = new PreviewPart(
                State.RUNNING,
                null,
                0,
                new PreviewTally(
                        PreviewTally.State.RUNNING, terms.clock(), 0, terms.sampleSize(), terms.seed(), List.of()));
    }

    /** A slice as it was read. */
    private record Slice(
            long version,
            long since,
            Map<String, byte[]> inForce,
            long clock,
            long known,
            List<Customer> customers,
            boolean last) {}

    String id() {
        return order.id();
    }

    boolean isRunning() {
        return found.state() == State.RUNNING;
    }

    /** Whether nobody has looked at it for so long. */
    boolean isUnaskedFor(Duration time) {
        return System.nanoTime() - askedAt > time.toNanos();
    }

    PreviewPart look() {
        askedAt = System.nanoTime();
        return found;
    }

    /** Gives it up, if it has not ended. */
    synchronized void cancel(String why) {
        end(State.CANCELLED, why);
    }

    synchronized void fail(String why) {
        end(State.FAILED, "Partition " + partition + ": " + why + ".");
    }

    private void end(State state, String why) {
        if (isRunning()) {
            found = new PreviewPart(state, why, found.known(), found.tally());
            trial = null;
        }
    }

    /** Goes on with some customers. Returns whether that was possible. */
    boolean goOn(LocalState local, Trial.Maker trials) {
        Trial held = trial;
        try {
            Slice slice = local.active(partition, here -> read(here, held));
            if (held == null) {
                trial = trials.make(order, slice.version(), slice.since(), slice.inForce());
            } else if (slice.version() != held.version()) {
                fail(OTHER_SEGMENTS);
            } else {
                evaluate(slice, held);
            }
            stuckSince = 0;
            return true;
        } catch (NotHere | Trial.NotYet e) {
            stuckSince = stuckSince == 0 ? System.nanoTime() : stuckSince;
            if (System.nanoTime() - stuckSince > limits.patience().toNanos()) {
                fail(e.getMessage());
            }
            return false;
        }
    }

    private Slice read(LocalPartition here, Trial held) {
        LocalProgress progress = here.progress();
        if (held == null) {
            return new Slice(
                    progress.definitions(),
                    progress.definitionsSince(),
                    progress.inForce(),
                    progress.clock(),
                    progress.known(),
                    List.of(),
                    false);
        }
        List<Customer> customers = new ArrayList<>(MOST_CUSTOMERS);
        int[] entries = {0};
        here.customers().walk(after, customer -> {
            customers.add(customer);
            entries[0] += customer.entries();
            return customers.size() < MOST_CUSTOMERS && entries[0] < MOST_ENTRIES;
        });
        boolean last = customers.size() < MOST_CUSTOMERS && entries[0] < MOST_ENTRIES;
        // after the customers: by then both are at least what these were last evaluated with
        return new Slice(progress.definitions(), 0, Map.of(), progress.clock(), progress.known(), customers, last);
    }

    private void evaluate(Slice slice, Trial held) {
        PreviewTerms terms = order.terms();
        long clock = slice.clock() == 0 ? terms.clock() : slice.clock();
        Preview preview = new Preview(
                held.published(),
                held.draft(),
                new PreviewTerms(clock, terms.history(), terms.sampleSize(), terms.seed()));
        Iterator<Customer> customers = slice.customers().iterator();
        preview.goOn(customers, () -> isRunning() && (slice.last() || customers.hasNext()));
        if (!slice.customers().isEmpty()) {
            after = slice.customers().get(slice.customers().size() - 1).id();
        }
        take(preview.tally(), slice);
    }

    private synchronized void take(PreviewTally more, Slice slice) {
        if (isRunning()) {
            State state = slice.last() ? State.DONE : State.RUNNING;
            found = new PreviewPart(state, null, slice.known(), found.tally().plus(more));
            trial = slice.last() ? null : trial;
        }
    }
}
