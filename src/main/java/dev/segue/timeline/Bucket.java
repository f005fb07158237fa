package dev.segue.timeline;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries of one type folded into one: their number, the sums of the numbers they held, the first and the last instant.
 * A window takes a bucket whole, by its last instant.
 */
public final class Bucket {

    /** Sums kept at most; properties beyond that many are left out of the sums. */
    private static final int MOST_SUMS = 32;

    private long count;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final Map<String, ExactSum> sums = new TreeMap<>();

    Bucket() {}

    /** Number of entries folded. */
    public long count() {
        return count;
    }

    /** When the first of them occurred. */
    public long first() {
        return first;
    }

    /** When the last of them occurred. */
    public long last() {
        return last;
    }

    /** The exact sum of the numbers under the property; 0 where there are none. */
    public BigDecimal sum(String property) {
        ExactSum sum = sums.get(property);
        return sum == null ? BigDecimal.ZERO : sum.value();
    }

    void add(Entry entry, long now) {
        count++;
        first = Math.min(first, entry.at());
        last = Math.max(last, entry.at());
        for (String name : entry.names()) {
            BigDecimal number = Decimal.of(entry.property(name, now));
            if (number != null) {
                addSum(name, number);
            }
        }
    }

    void add(Bucket other) {
        count += other.count;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        other.sums.forEach((name, sum) -> addSum(name, sum.value()));
    }

    private void addSum(String name, BigDecimal number) {
        if (sums.containsKey(name) || sums.size() < MOST_SUMS || name.equals("amount")) {
            sums.computeIfAbsent(name, any -> new ExactSum()).add(number);
        }
    }

    void write(ByteWriter out) {
        out.writeVarint(count).writeZigzag(first).writeVarint(last - first).writeVarint(sums.size());
        sums.forEach((name, sum) -> Decimals.write(sum.value(), out.writeString(name)));
    }

    static Bucket read(ByteReader in) {
        Bucket bucket = new Bucket();
        bucket.count = in.readVarint();
        bucket.first = in.readZigzag();
        bucket.last = bucket.first + in.readVarint();
        for (int i = in.readCount(); i > 0; i--) {
            bucket.sums.put(in.readString().intern(), new ExactSum(Decimals.read(in)));
        }
        return bucket;
    }
}
