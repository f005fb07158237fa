package dev.segue.timeline;

import java.math.BigDecimal;

/** Count, sum of amount, first and last of entries of one type that are no longer kept one by one. */
public final class Life {

    private long count;
    private final ExactSum sum = new ExactSum();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Life() {}

    /** Number of entries. */
    public long count() {
        return count;
    }

    /** Exact sum of their amounts. */
    public BigDecimal sum() {
        return sum.value();
    }

    /** Time of the first, or {@link Long#MAX_VALUE}. */
    public long first() {
        return first;
    }

    /** Time of the last, or {@link Long#MIN_VALUE}. */
    public long last() {
        return last;
    }

    void add(long at, Object amount) {
        count++;
        sum.addValue(amount);
        first = Math.min(first, at);
        last = Math.max(last, at);
    }

    void add(Bucket bucket) {
        count += bucket.count();
        sum.add(bucket.sum("amount"));
        first = Math.min(first, bucket.first());
        last = Math.max(last, bucket.last());
    }

    void write(ByteWriter out) {
        out.writeVarint(count).writeZigzag(first).writeZigzag(last);
        Decimals.write(sum.value(), out);
    }

    static Life read(ByteReader in) {
        Life life = new Life();
        life.count = in.readVarint();
        life.first = in.readZigzag();
        life.last = in.readZigzag();
        life.sum.add(Decimals.read(in));
        return life;
    }
}
