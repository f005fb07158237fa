package dev.segue.query.live;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** How far the changes have been read: the next offset of each partition. Immutable. */
public final class Position {

    private static final int LONGEST = 8_192;

    private final long[] next;

    Position(long[] next) {
        this.next = next.clone();
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @return empty where it is no position in a topic of so many partitions
     */
    public static Optional<Position> parse(String text, int partitions) {
        try {
            if (text.length() > LONGEST) {
                return Optional.empty();
            }
            ByteReader in = new ByteReader(Base64.getUrlDecoder().decode(text));
            long[] next = new long[in.readCount()];
            for (int i = 0; i < next.length; i++) {
                next[i] = in.readVarint();
            }
            boolean valid = next.length == partitions && Arrays.stream(next).allMatch(offset -> offset >= 0);
            return valid ? Optional.of(new Position(next)) : Optional.empty();
        } catch (IllegalArgumentException | CorruptState | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    long next(int partition) {
        return next[partition];
    }

    /** So many records before this one in each partition, or their beginning. */
    Position back(long records) {
        return new Position(
                Arrays.stream(next).map(offset -> Math.max(0, offset - records)).toArray());
    }

    /** With that record of a partition the next to be read, if it comes before. */
    Position before(int partition, long offset) {
        Position before = new Position(next);
        before.next[partition] = Math.min(offset, next[partition]);
        return before;
    }

    /** Whether any partition has records between here and there. */
    boolean isBefore(Position there) {
        for (int i = 0; i < next.length; i++) {
            if (next[i] < there.next[i]) {
                return true;
            }
        }
        return false;
    }

    /** Of each partition, the later of this position and another. */
    Position later(Position other) {
        long[] later = next.clone();
        Arrays.setAll(later, i -> Math.max(next[i], other.next[i]));
        return new Position(later);
    }

    int partitions() {
        return next.length;
    }

    /** With that record read too. */
    Position after(int partition, long offset) {
        Position after = new Position(next);
        after.next[partition] = Math.max(offset + 1, next[partition]);
        return after;
    }

    @Override
    public String toString() {
        ByteWriter out = new ByteWriter().writeVarint(next.length);
        for (long offset : next) {
            out.writeVarint(offset);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toBytes());
    }
}
