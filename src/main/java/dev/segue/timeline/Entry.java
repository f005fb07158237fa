package dev.segue.timeline;

/**
 * One thing in a customer's timeline: immutable, but for the refunds that the timeline matches with it.
 *
 * <p>Values of properties are {@link String}, {@link Long}, {@link Double} and {@link Amount}.
 */
public final class Entry {

    private static final String[] NO_NAMES = {};

    private final long at;
    private final long eventHash;
    private final String[] names;
    private final Object[] values;
    private Retraction retraction;

    /**
     * @param at when it occurred, epoch milliseconds
     * @param eventHash the 64-bit hash of the event id; 0 on all but the first entry of one event
     * @param names the names of the properties, interned
     * @param values their values, in the same order; none is null
     */
    Entry(long at, long eventHash, String[] names, Object[] values) {
        this.at = at;
        this.eventHash = eventHash;
        this.names = names.length == 0 ? NO_NAMES : names;
        this.values = values;
    }

    /** When it occurred, epoch milliseconds. */
    public long at() {
        return at;
    }

    /**
     * The value of a property at an instant; null where the entry has none. Only the amount of a refunded order depends
     * on the instant.
     */
    public Object property(String name, long now) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return retraction != null && name.equals("amount") ? retraction.amountAt(now) : values[i];
            }
        }
        return null;
    }

    /** Whether it still counts at the instant: an order wholly refunded does not. */
    public boolean existsAt(long now) {
        return retraction == null || retraction.leavesAnythingAt(now);
    }

    /** The value of a property as it was recorded, whatever was refunded since; null where the entry has none. */
    Object recorded(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    long eventHash() {
        return eventHash;
    }

    /** The names of the properties, in order; not to be changed. */
    public String[] names() {
        return names;
    }

    Object[] values() {
        return values;
    }

    Retraction retraction() {
        return retraction;
    }

    void retract(Retraction refunds) {
        this.retraction = refunds;
    }
}
