package dev.segue.membership;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.Parts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Where a customer stands in regard to all segments, and the changes that led there. */
final class Standings {

    private static final int FORMER = 0;
    private static final int TREATMENT = 1;
    private static final int HOLDOUT = 2;

    private final Map<String, Standing> bySegment = new TreeMap<>();
    private List<String> memberOf = List.of();
    private KeptChanges changes;
    private final Map<String, Long> expectedExits = new HashMap<>();
    private long sequence;
    private long cutoff = Long.MIN_VALUE;
    private boolean changed;

    /** @param changesFrom changes are kept in parts from this number on */
    Standings(int changesFrom) {
        changes = new KeptChanges(changesFrom);
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
        expectedExits.put(segmentId, exit);
    }

    /** Takes another standing; null for none at all. */
    void put(String segmentId, Standing standing) {
        changed = true;
        if (standing == null) {
            bySegment.remove(segmentId);
        } else {
            bySegment.put(segmentId, standing);
        }
        list(segmentId, standing instanceof Standing.Member);
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

    List<KeptChange> keptChanges(Parts parts) {
        return changes.all(parts);
    }

    /** The parts that hold changes. */
    List<Integer> parts() {
        return changes.parts();
    }

    /** Whether there is something to write. */
    boolean changed() {
        return changed;
    }

    void write(ByteWriter out, Parts parts) {
        changes.settle(parts, cutoff);
        out.writeVarint(sequence).writeVarint(bySegment.size());
        bySegment.forEach(
                (segmentId, standing) -> write(standing, expectedExits.get(segmentId), out.writeString(segmentId)));
        changes.write(out);
        changed = false;
    }

    private static void write(Standing standing, Long exit, ByteWriter out) {
        if (standing instanceof Standing.Member member) {
            out.writeByte(member.arm() == Arm.HOLDOUT ? HOLDOUT : TREATMENT)
                    .writeVarint(member.version())
                    .writeZigzag(member.since())
                    .writeVarint(exit == null ? 0 : exit);
        } else {
            out.writeByte(FORMER).writeZigzag(((Standing.Former) standing).leftAt());
        }
    }

    static Standings read(int changesFrom, ByteReader in) {
        Standings standings = new Standings(changesFrom);
        standings.sequence = in.readVarint();
        for (int i = in.readCount(); i > 0; i--) {
            standings.readStanding(in.readString(), in);
        }
        List<String> ids = new ArrayList<>();
        standings.bySegment.forEach((segmentId, standing) -> {
            if (standing instanceof Standing.Member) {
                ids.add(segmentId);
            }
        });
        standings.memberOf = Collections.unmodifiableList(ids);
        standings.changes = KeptChanges.read(changesFrom, in);
        return standings;
    }

    private void readStanding(String segmentId, ByteReader in) {
        int kind = in.readByte();
        if (kind == FORMER) {
            bySegment.put(segmentId, new Standing.Former(in.readZigzag()));
            return;
        }
        int version = (int) in.readVarint();
        Arm arm = kind == TREATMENT ? Arm.TREATMENT : Arm.HOLDOUT;
        bySegment.put(segmentId, new Standing.Member(version, in.readZigzag(), arm));
        long exit = in.readVarint();
        expectedExits.put(segmentId, exit == 0 ? null : exit);
    }
}
