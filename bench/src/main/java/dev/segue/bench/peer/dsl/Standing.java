package dev.segue.bench.peer.dsl;

import dev.segue.bench.peer.history.TenSegments;
import java.nio.ByteBuffer;

/** A customer's memberships and until when each lasts as far as is known. */
final class Standing {

    private static final int SEGMENTS = TenSegments.values().length;

    final long[] until = new long[SEGMENTS];
    int members;
    long sequence;

    static Standing read(byte[] bytes) {
        Standing standing = new Standing();
        if (bytes != null) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            standing.members = in.getInt();
            standing.sequence = in.getLong();
            for (int i = 0; i < SEGMENTS; i++) {
                standing.until[i] = in.getLong();
            }
        }
        return standing;
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + Long.BYTES * (1 + SEGMENTS));
        out.putInt(members).putLong(sequence);
        for (long instant : until) {
            out.putLong(instant);
        }
        return out.array();
    }

    boolean isMember(TenSegments segment) {
        return (members & 1 << segment.ordinal()) != 0;
    }

    void turn(TenSegments segment) {
        members ^= 1 << segment.ordinal();
        sequence++;
    }
}
