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
 * @param partition the partition it begins in
 * @param after the member after whom it begins, or empty for the partition's first
 */
record Cursor(String segmentId, int partition, String after) {

    private static final int FORM = 1;

    static Cursor first(String segmentId) {
        return new Cursor(segmentId, 0, "");
    }

    static Cursor parse(String text, String segmentId, int partitions) {
        try {
            ByteReader in = new ByteReader(Base64.getUrlDecoder().decode(text.getBytes(UTF_8)));
            if (in.readByte() == FORM) {
                Cursor cursor = new Cursor(in.readString(), (int) in.readVarint(), in.readString());
                if (cursor.segmentId.equals(segmentId) && cursor.partition >= 0 && cursor.partition < partitions) {
                    return cursor;
                }
            }
        } catch (IllegalArgumentException | CorruptState | IndexOutOfBoundsException e) {
            // told below
        }
        throw new Refused(
                400, "\"cursor\" is not one that a page of this segment's members gave; leave it out to begin.");
    }

    @Override
    public String toString() {
        byte[] bytes = new ByteWriter()
                .writeByte(FORM)
                .writeString(segmentId)
                .writeVarint(partition)
                .writeString(after)
                .toBytes();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
