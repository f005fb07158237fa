package dev.segue.explain.preview;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * A random sample of customers, everyone as likely as the other: those whose seeded hashes are lowest. The same ones
 * whatever the order in which they come, and however they are divided among instances.
 */
final class CustomerSample {

    private final int most;
    private final long seed;
    private final PriorityQueue<Drawn> drawn;

    private record Drawn(long hash, String customerId) {}

    private static final Comparator<Drawn> BY_HASH =
            Comparator.comparingLong(Drawn::hash).thenComparing(Drawn::customerId);

    /**
     * @param most customers at most
     * @param seed another seed draws others
     */
    CustomerSample(int most, long seed) {
        this.most = most;
        this.seed = seed;
        this.drawn = new PriorityQueue<>(BY_HASH.reversed());
    }

    void add(String customerId) {
        if (most == 0) {
            return;
        }
        Drawn candidate = new Drawn(Hashing.xxh3_64(seed).hashCharsToLong(customerId), customerId);
        if (drawn.size() < most) {
            drawn.add(candidate);
        } else if (BY_HASH.compare(candidate, drawn.peek()) < 0) {
            drawn.poll();
            drawn.add(candidate);
        }
    }

    /** The customers drawn. */
    List<String> ids() {
        List<Drawn> all = new ArrayList<>(drawn);
        Collections.sort(all, BY_HASH);
        return all.stream().map(Drawn::customerId).toList();
    }

    /** What would have been drawn of both. */
    static List<String> of(List<String> one, List<String> other, int most, long seed) {
        CustomerSample sample = new CustomerSample(most, seed);
        Stream.concat(one.stream(), other.stream()).distinct().forEach(sample::add);
        return sample.ids();
    }
}
