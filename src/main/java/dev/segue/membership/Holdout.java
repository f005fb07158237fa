package dev.segue.membership;

import com.dynatrace.hash4j.hashing.Hashing;

/**
 * Decides who is in the control group of a segment: a share of customers by a hash, the same ones always, and other ones in
 * each segment.
 *
 * @param seed another seed chooses other customers
 */
record Holdout(String seed) {

    private static final double ONE = 0x1p53;

    Arm arm(String segmentId, double share, String customerId) {
        if (share <= 0) {
            return Arm.TREATMENT;
        }
        long hash = Hashing.xxh3_64().hashCharsToLong(seed + '\0' + segmentId + '\0' + customerId);
        return (hash >>> 11) / ONE < share ? Arm.HOLDOUT : Arm.TREATMENT;
    }
}
