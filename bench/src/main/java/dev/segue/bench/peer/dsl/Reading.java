package dev.segue.bench.peer.dsl;

import dev.segue.bench.peer.history.TenSegments;

/**
 * What an aggregate says of a membership.
 *
 * @param at when it says so
 * @param enters whether who is not a member becomes one at that instant
 * @param stays whether a member is one still until {@code until}
 * @param leaves whether a member is none any more from {@code at} on
 * @param otherwise until when a member stays at most if {@code stays} is false
 */
record Reading(
        TenSegments segment, long at, boolean enters, boolean stays, boolean leaves, long until, long otherwise) {

    static final long FOREVER = Long.MAX_VALUE;
}
