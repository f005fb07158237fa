package dev.segue.membership;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The customers for whom time alone may change an answer, by when. It is a hint held in memory: a customer whose due instant
 * moved to later stays where they were, and whoever takes them out looks again. It takes about 130 bytes a customer.
 */
public final class DueIndex {

    private final Map<String, Due> live = new HashMap<>();
    private final PriorityQueue<Due> queue = new PriorityQueue<>((a, b) -> Long.compare(a.at, b.at));

    private record Due(String customerId, long at) {}

    /** Makes sure that the customer comes out no later than due at that instant; {@link Long#MAX_VALUE} is never. */
    public void put(String customerId, long at) {
        if (at == Long.MAX_VALUE) {
            return;
        }
        Due held = live.get(customerId);
        if (held == null || at < held.at) {
            Due due = new Due(customerId, at);
            live.put(customerId, due);
            queue.add(due);
        }
    }

    /** Whether someone may be due before the clock. */
    public boolean hasBefore(long clock) {
        skipReplaced();
        return !queue.isEmpty() && queue.peek().at < clock;
    }

    /** Takes out the customer due first, if before the clock; null for none. */
    public String takeBefore(long clock) {
        if (!hasBefore(clock)) {
            return null;
        }
        String customerId = queue.remove().customerId;
        live.remove(customerId);
        return customerId;
    }

    /** How many customers are in it. */
    public int size() {
        return live.size();
    }

    /** The instant of the customer due first; {@link Long#MAX_VALUE} if nobody is. */
    public long earliest() {
        skipReplaced();
        return queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at;
    }

    /** An entry that an earlier one replaced is still in the queue, but no longer the customer's. */
    @SuppressWarnings("ReferenceEquality") // two entries of one customer may be equal
    private void skipReplaced() {
        while (!queue.isEmpty() && live.get(queue.peek().customerId) != queue.peek()) {
            queue.remove();
        }
    }
}
