package dev.segue.timeline;

/**
 * One thing in a customer's timeline: immutable, but for the refunds that the timeline matches with it.
 *
 * <p>Values of properties are {@link String}, {@link Long}, {@link Double} and {@link Amount}.
 */
public final class Entry {

    private final long at;
    private final long eventHash;
    private final Shape shape;
    private final Object[] values;
    private int ordinal;
    private Retraction retraction;

    /**
     * @param at when it occurred, epoch milliseconds
     * @param eventHash the 64-bit hash of the event id; 0 on all but the first entry of one event
     * @param shape the names of the properties
     * @param values their values, in the same order; none is null
     */
    Entry(long at, long eventHash, Shape shape, Object[] values) {
        this.at = at;
        this.eventHash = eventHash;
        this.shape = shape;
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
        int index = shape.indexOf(name);
        if (index < 0) {
            return null;
        }
        return retraction != null && name.equals("amount") ? retraction.amountAt(now) : values[index];
    }

    /** Whether it still counts at the instant: an order wholly refunded does not. */
    public boolean existsAt(long now) {
        return retraction == null || retraction.leavesAnythingAt(now);
    }

    /** The names of the properties, in order; not to be changed. */
    public String[] names() {
        return shape.names();
    }

    /** The value of a property as it was recorded, whatever was refunded since; null where the entry has none. */
    Object recorded(String name) {
        int index = shape.indexOf(name);
        return index < 0 ? null : values[index];
    }

    long eventHash() {
        return eventHash;
    }

    Shape shape() {
        return shape;
    }

    Object[] values() {
        return values;
    }

    /** The place in the order in which the timeline's entries came. */
    int ordinal() {
        return ordinal;
    }

    void ordinal(int place) {
        this.ordinal = place;
    }

    Retraction retraction() {
        return retraction;
    }

    void retract(Retraction refunds) {
        this.retraction = refunds;
    }
}
