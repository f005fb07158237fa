package dev.segue.explain.preview;

/**
 * What the size of a segment would have been.
 *
 * @param at the instant, epoch milliseconds
 * @param members who would have been in
 * @param inexact of all customers, those of whom not all is kept that the rule would have looked at
 */
public record PastSize(long at, long members, long inexact) {

    PastSize plus(PastSize other) {
        return new PastSize(at, members + other.members, inexact + other.inexact);
    }
}
