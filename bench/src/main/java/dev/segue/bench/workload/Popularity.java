package dev.segue.bench.workload;

import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;

/** How unevenly customers share the traffic. */
public enum Popularity {
    /** All the same. */
    UNIFORM(0),
    /** The n-th most active customer is seen n^-0.8 times as often as the first. */
    ZIPF08(0.8),
    /** The n-th most active customer is seen n^-1.1 times as often as the first. */
    ZIPF11(1.1);

    private final double exponent;

    Popularity(double exponent) {
        this.exponent = exponent;
    }

    /** Draws customers' numbers, from 0. */
    IntSupplier draws(int customers, SplittableRandom random) {
        if (exponent == 0) {
            return () -> random.nextInt(customers);
        }
        var sampler = RejectionInversionZipfSampler.of(random::nextLong, customers, exponent);
        return () -> sampler.sample() - 1;
    }
}
