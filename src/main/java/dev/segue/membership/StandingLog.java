package dev.segue.membership;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a customer's standings and kept changes are stored: all standings in one part, the base; behind it a log of what changed since,
 * each writing a small part of its own. When the log has grown as large as the base, or has {@value #LOG_MOST} parts, a new base is
 * written. So a change writes about twice itself, however many segments there are.
 *
 * <p>A part of the log tells to which base it belongs. With a new base the log's parts are void and stay until they are overwritten:
 * removing them would be as much to write as they are.
 *
 * <pre>
 * base        its number, most parts the log had, sequence, instant, standings, where the pages of kept changes are
 * log part    number of the base, sequence, instant, standings, changes: index of the standing and type, instant
 * standing    segment, kind, [version, since, expected exit or 0 | left at]
 * </pre>
 *
 * <p>Since and left at are relative to the instant of the part.
 */
final class StandingLog {

    private static final int LOG_MOST = 16;

    private static final int FORMER = 0;
    private static final int TREATMENT = 1;
    private static final int HOLDOUT = 2;
    private static final int NONE = 3;

    private final int basePart;
    private final int firstLogPart;
    private final int changesFrom;
    private Standings standings;
    private long base;
    private int baseSize;
    private int logged;
    private int loggedSize;
    private int mostLogged;
    private boolean outdated;

    /**
     * @param basePart the part of the base
     * @param changesFrom pages of kept changes are parts from this number on, and those of the log the last before
     */
    StandingLog(int basePart, int changesFrom) {
        this.basePart = basePart;
        this.firstLogPart = firstLogPart(changesFrom);
        this.changesFrom = changesFrom;
        this.standings = new Standings(new KeptChanges(changesFrom));
    }

    /** The first of the parts that the log may have, where changes are kept in parts from the given number on. */
    static int firstLogPart(int changesFrom) {
        return changesFrom - LOG_MOST;
    }

    /** What is stored. */
    Standings standings() {
        return standings;
    }

    /** The parts that may be stored. */
    List<Integer> parts() {
        Stream<Integer> log =
                IntStream.range(firstLogPart, firstLogPart + mostLogged).boxed();
        return Stream.of(Stream.of(basePart), log, standings.changes().parts().stream())
                .flatMap(part -> part)
                .toList();
    }

    /** Lets go of everything; what is written from now on is told from what was before. */
    void forget() {
        standings = new Standings(new KeptChanges(changesFrom));
        outdated = false;
        baseSize = 0;
        logged = 0;
        loggedSize = 0;
        mostLogged = 0;
    }

    /** Writes what changed since the last read or write. */
    void write(Parts parts) {
        if (!standings.changed() && !outdated) {
            return;
        }
        if (logged == LOG_MOST || loggedSize >= baseSize) {
            writeBase(parts);
        } else {
            byte[] part = nextLogPart();
            parts.put(firstLogPart + logged++, part);
            loggedSize += part.length;
            mostLogged = Math.max(mostLogged, logged);
        }
    }

    private void writeBase(Parts parts) {
        standings.takeTouched();
        standings.changes().settle(parts, standings.cutoff());
        base++;
        outdated = false;
        logged = 0;
        loggedSize = 0;
        long instant = standings.lastChangeAt();
        ByteWriter out = new ByteWriter().writeVarint(base).writeVarint(mostLogged);
        out.writeVarint(standings.sequence()).writeZigzag(instant);
        write(List.copyOf(standings.segments()), instant, out);
        standings.changes().writePages(out);
        byte[] bytes = out.toBytes();
        parts.put(basePart, bytes);
        baseSize = bytes.length;
    }

    private byte[] nextLogPart() {
        long instant = standings.lastChangeAt();
        ByteWriter out = new ByteWriter().writeVarint(base);
        out.writeVarint(standings.sequence()).writeZigzag(instant);
        List<String> touched = standings.takeTouched();
        write(touched, instant, out);
        List<KeptChange> changes = standings.changes().takeUnwritten();
        out.writeVarint(changes.size());
        for (KeptChange change : changes) {
            int type = change.type() == Change.Type.ENTERED ? 0 : 1;
            out.writeVarint(2L * touched.indexOf(change.segmentId()) + type).writeZigzag(change.occurredAt() - instant);
        }
        return out.toBytes();
    }

    private void write(List<String> segments, long instant, ByteWriter out) {
        out.writeVarint(segments.size());
        for (String segmentId : segments) {
            Standing standing = standings.of(segmentId);
            out.writeString(segmentId);
            if (standing instanceof Standing.Member member) {
                Long exit = standings.expectedExit(segmentId);
                out.writeByte(member.arm() == Arm.HOLDOUT ? HOLDOUT : TREATMENT)
                        .writeVarint(member.version())
                        .writeZigzag(member.since() - instant)
                        .writeVarint(exit == null ? 0 : exit);
            } else if (standing instanceof Standing.Former former) {
                out.writeByte(FORMER).writeZigzag(former.leftAt() - instant);
            } else {
                out.writeByte(NONE);
            }
        }
    }

    /** Reads the base; the parts of the log come after. */
    void readBase(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        base = in.readVarint();
        baseSize = bytes.length;
        mostLogged = in.readIndex(LOG_MOST + 1);
        long sequence = in.readVarint();
        readStandings(in.readZigzag(), in);
        standings.changes().readPages(in);
        standings.restored(sequence);
    }

    /** Reads what format 2 wrote: all in one part, and no log. A base is written with the next write. */
    void readFormat2(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long sequence = in.readVarint();
        readStandings(0, in);
        standings.changes().readPagesOfFormat2(in);
        standings.restored(sequence);
        outdated = true;
    }

    /**
     * Reads a part of the log; they come in ascending order.
     *
     * @throws CorruptState where it belongs to a later base than that which was read, or one is missing before it
     */
    void readLogPart(int part, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long itsBase = in.readVarint();
        if (itsBase < base) {
            return;
        }
        if (itsBase > base || part != firstLogPart + logged) {
            throw new CorruptState("a change of standings belongs to base " + itsBase + ", not " + base
                    + ", or is not the next after " + logged);
        }
        logged++;
        loggedSize += bytes.length;
        mostLogged = Math.max(mostLogged, logged);
        long sequence = in.readVarint();
        long instant = in.readZigzag();
        List<String> touched = readStandings(instant, in);
        for (int i = in.readCount(); i > 0; i--) {
            int index = in.readIndex(2 * touched.size());
            Change.Type type = index % 2 == 0 ? Change.Type.ENTERED : Change.Type.EXITED;
            standings.changes().restore(new KeptChange(touched.get(index / 2), type, instant + in.readZigzag()));
        }
        standings.restored(sequence);
    }

    private List<String> readStandings(long instant, ByteReader in) {
        List<String> segments = new ArrayList<>();
        for (int i = in.readCount(); i > 0; i--) {
            String segmentId = in.readString();
            int kind = in.readByte();
            segments.add(segmentId);
            if (kind == TREATMENT || kind == HOLDOUT) {
                Arm arm = kind == TREATMENT ? Arm.TREATMENT : Arm.HOLDOUT;
                Standing member = new Standing.Member((int) in.readVarint(), instant + in.readZigzag(), arm);
                long exit = in.readVarint();
                standings.restore(segmentId, member, exit == 0 ? null : exit);
            } else {
                standings.restore(
                        segmentId, kind == NONE ? null : new Standing.Former(instant + in.readZigzag()), null);
            }
        }
        return segments;
    }
}
