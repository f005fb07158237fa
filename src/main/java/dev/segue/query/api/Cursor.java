package dev.segue.query.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.segue.query.http.Refused;
import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import java.util.Base64;

/**
 * Where the next page of a segment's members begins; opaque to those who hand it back.
 *
 * @param prefix what the ids of the members begin with; empty for all
 * @param partition the partition it begins in
 * @param after the member after whom it begins, or empty for the partition's first
 */
record Cursor(String segmentId, String prefix, int partition, String after) {

    private static final int FORM = 2;

    static Cursor first(String segmentId, String prefix) {
        return new Cursor(segmentId, prefix, 0, "");
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @param first where the members begin that it has to be of
     */
    static Cursor parse(String text, Cursor first, int partitions) {
        try {
            ByteReader in = new ByteReader(Base64.getUrlDecoder().decode(text.getBytes(UTF_8)));
            if (in.readByte() == FORM) {
                Cursor cursor = new Cursor(in.readString(), in.readString(), (int) in.readVarint(), in.readString());
                if (cursor.isOfSame(first) && cursor.partition >= 0 && cursor.partition < partitions) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException | CorruptState | IndexOutOfBoundsException e) {
            // told below
        }
        throw new Refused(400, "\"cursor\" is not one that a page of these members gave; leave it out to begin.");
    }

    private boolean isOfSame(Cursor other) {
        return segmentId.equals(other.segmentId)
                && prefix.equals(other.prefix)
                && (after.isEmpty() || after.startsWith(prefix));
    }

    /** Where to go on in the same partition. */
    Cursor after(String member) {
        return new Cursor(segmentId, prefix, partition, member);
    }

    /** The beginning of the next partition. */
    Cursor nextPartition() {
        return new Cursor(segmentId, prefix, partition + 1, "");
    }

    @Override
    public String toString() {
        byte[] bytes = new ByteWriter()
                .writeByte(FORM)
                .writeString(segmentId)
                .writeString(prefix)
                .writeVarint(partition)
                .writeString(after)
                .toBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
