package dev.segue.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The oldest entries of a very long timeline, folded into buckets of one width. The width starts at a second and doubles
 * whenever there would be more than {@value #MOST} buckets, so the space is bounded however much is folded, and a window's
 * count or sum is off by no more than what lies within one width of its edge.
 */
public final class Folds {

    static final int MOST = 512;
    private static final long NARROWEST = 1_000;
    private static final long WIDEST = 1L << 45;

    private final Map<String, TreeMap<Long, Bucket>> byType = new TreeMap<>();
    private long width = NARROWEST;
    private int size;

    Folds() {}

    /** The buckets' width in milliseconds. */
    public long width() {
        return width;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The buckets of a type, oldest first. */
    public Collection<Bucket> of(String type) {
        TreeMap<Long, Bucket> buckets = byType.get(type);
        return buckets == null ? List.of() : buckets.values();
    }

    /** The types of which there are buckets. */
    public Set<String> types() {
        return byType.keySet();
    }

    void fold(String type, Entry entry, long now) {
        bucketAt(type, entry.at()).add(entry, now);
        while (size > MOST && width < WIDEST) {
            widen();
        }
    }

    /** Removes the buckets that ended at or before the instant, handing each to the life measures; whether there were any. */
    boolean drop(long cutoff, Timeline timeline) {
        int before = size;
        byType.forEach((type, buckets) -> {
            while (!buckets.isEmpty() && buckets.firstEntry().getValue().last() <= cutoff) {
                timeline.lifeOf(type).add(buckets.pollFirstEntry().getValue());
                size--;
            }
        });
        byType.values().removeIf(Map::isEmpty);
        width = size == 0 ? NARROWEST : width;
        return size < before;
    }

    private Bucket bucketAt(String type, long at) {
        TreeMap<Long, Bucket> buckets = byType.computeIfAbsent(type, any -> new TreeMap<>());
        return buckets.computeIfAbsent(Math.floorDiv(at, width), any -> {
            size++;
            return new Bucket();
        });
    }

    private void widen() {
        Map<String, List<Bucket>> old = new TreeMap<>();
        byType.forEach((type, buckets) -> old.put(type, new ArrayList<>(buckets.values())));
        byType.clear();
        size = 0;
        width *= 2;
        old.forEach((type, buckets) ->
                buckets.forEach(bucket -> bucketAt(type, bucket.first()).add(bucket)));
    }

    void write(ByteWriter out) {
        out.writeVarint(width).writeVarint(byType.size());
        byType.forEach((type, buckets) -> {
            out.writeString(type).writeVarint(buckets.size());
            buckets.values().forEach(bucket -> bucket.write(out));
        });
    }

    static Folds read(ByteReader in) {
        Folds folds = new Folds();
        folds.width = Math.max(1, in.readVarint());
        for (int types = in.readCount(); types > 0; types--) {
            String type = in.readString();
            for (int i = in.readCount(); i > 0; i--) {
                Bucket bucket = Bucket.read(in);
                folds.bucketAt(type, bucket.first()).add(bucket);
            }
        }
        return folds;
    }
}
