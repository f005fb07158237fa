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
    private Object[] values;
    private EntryBlock block;
    private int place;
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

    /**
     * An entry whose values stand in a block.
     *
     * @param place where they begin in the block
     */
    Entry(long at, long eventHash, Shape shape, EntryBlock block, int place) {
        this(at, eventHash, shape, null);
        this.block = block;
        this.place = place;
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
        return retraction != null && name.equals("amount") ? retraction.amountAt(now) : value(index);
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
        return index < 0 ? null : value(index);
    }

    long eventHash() {
        return eventHash;
    }

    Shape shape() {
        return shape;
    }

    /** The value of the property that the shape has at an index. */
    Object value(int index) {
        return block == null ? values[index] : block.value(shape, place, index);
    }

    /** The values are now to be found there. */
    void keptIn(EntryBlock written, int begin) {
        values = null;
        block = written;
        place = begin;
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
