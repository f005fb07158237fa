package dev.segue.membership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Where a customer stands in regard to all segments, and the changes that led there. */
final class Standings {

    private final Map<String, Standing> bySegment = new TreeMap<>();
    private List<String> memberOf = List.of();
    private final KeptChanges changes;
    private final Map<String, Long> expectedExits = new HashMap<>();
    private final Set<String> touched = new TreeSet<>();
    private long sequence;
    private long cutoff = Long.MIN_VALUE;
    private boolean changed;

    Standings(KeptChanges changes) {
        this.changes = changes;
    }

    /** The sequence of the last change; 0 before the first. */
    long sequence() {
        return sequence;
    }

    /** The standing in regard to a segment; null for one the customer has never been in. */
    Standing of(String segmentId) {
        return bySegment.get(segmentId);
    }

    /** The segments in regard to which there is a standing. */
    Set<String> segments() {
        return bySegment.keySet();
    }

    /** Shows each segment in regard to which there is a standing. */
    void each(BiConsumer<String, Standing> visitor) {
        bySegment.forEach(visitor);
    }

    /** The ids of all segments that the customer is in, sorted; it stays as it is when that changes. */
    List<String> memberOf() {
        return memberOf;
    }

    private void list(String segmentId, boolean member) {
        int place = Collections.binarySearch(memberOf, segmentId);
        if (member == place >= 0) {
            return;
        }
        List<String> ids = new ArrayList<>(memberOf.size() + 1);
        ids.addAll(memberOf);
        if (member) {
            ids.add(-place - 1, segmentId);
        } else {
            ids.remove(place);
        }
        memberOf = Collections.unmodifiableList(ids);
    }

    List<Membership> memberships() {
        List<Membership> memberships = new ArrayList<>();
        bySegment.forEach((segmentId, standing) -> {
            if (standing instanceof Standing.Member member) {
                Long exit = expectedExits.get(segmentId);
                memberships.add(new Membership(segmentId, member.version(), member.since(), exit, member.arm()));
            }
        });
        return memberships;
    }

    /** When the last change occurred, as far as standings tell; 0 before any. */
    long lastChangeAt() {
        long last = 0;
        for (Standing standing : bySegment.values()) {
            long at =
                    standing instanceof Standing.Member member ? member.since() : ((Standing.Former) standing).leftAt();
            last = Math.max(last, at);
        }
        return last;
    }

    /** When the customer is expected to leave, as far as that was known at the last change. */
    Long expectedExit(String segmentId) {
        return expectedExits.get(segmentId);
    }

    /** @param exit when the customer is expected to leave; null where that is never or not known */
    void expectExit(String segmentId, Long exit) {
        if (!Objects.equals(expectedExits.put(segmentId, exit), exit)) {
            touched.add(segmentId);
        }
    }

    /** Takes another standing; null for none at all. */
    void put(String segmentId, Standing standing) {
        changed = true;
        touched.add(segmentId);
        keep(segmentId, standing);
        list(segmentId, standing instanceof Standing.Member);
    }

    private void keep(String segmentId, Standing standing) {
        if (standing == null) {
            bySegment.remove(segmentId);
        } else {
            bySegment.put(segmentId, standing);
        }
        if (!(standing instanceof Standing.Member)) {
            expectedExits.remove(segmentId);
        }
    }

    /**
     * Counts a change and keeps it.
     *
     * @param keptFrom changes that occurred at or before this instant need not be kept
     * @return its sequence
     */
    long count(KeptChange change, long keptFrom) {
        changed = true;
        cutoff = keptFrom;
        changes.add(change);
        return ++sequence;
    }

    /** Whether there is something to write. */
    boolean changed() {
        return changed;
    }

    /** The segments of which something is to be written that became known since the last call. */
    List<String> takeTouched() {
        List<String> taken = List.copyOf(touched);
        touched.clear();
        changed = false;
        return taken;
    }

    KeptChanges changes() {
        return changes;
    }

    /** Changes that occurred at or before this instant need not be kept. */
    long cutoff() {
        return cutoff;
    }

    /** Takes in what was stored of a segment: the standing, null for none, and the exit expected. */
    void restore(String segmentId, Standing standing, Long exit) {
        keep(segmentId, standing);
        if (standing instanceof Standing.Member) {
            expectedExits.put(segmentId, exit);
        }
    }

    /** Takes in the sequence of the last change that was stored, after all standings are {@link #restore restored}. */
    void restored(long lastSequence) {
        sequence = lastSequence;
        List<String> ids = new ArrayList<>();
        bySegment.forEach((segmentId, standing) -> {
            if (standing instanceof Standing.Member) {
                ids.add(segmentId);
            }
        });
        memberOf = Collections.unmodifiableList(ids);
    }
}
