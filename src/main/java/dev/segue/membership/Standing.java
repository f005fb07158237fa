package dev.segue.membership;

/** Where a customer stands in regard to a segment; a customer without a standing has never been in. */
sealed interface Standing {

    /**
     * In the segment.
     *
     * @param version of the definition in force
     * @param since when they entered, epoch milliseconds
     * @param arm treatment or control
     */
    record Member(int version, long since, Arm arm) implements Standing {}

    /**
     * No longer in the segment.
     *
     * @param leftAt when they left, epoch milliseconds
     */
    record Former(long leftAt) implements Standing {}
}
