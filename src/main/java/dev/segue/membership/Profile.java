package dev.segue.membership;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a customer apart from what they do.
 *
 * @param updatedAt when it came to be so, epoch milliseconds
 * @param attributes each a Boolean, Long, Double or String
 */
public record Profile(long updatedAt, Map<String, Object> attributes) {

    /** The profile of a customer of whom none was sent. */
    public static final Profile NONE = new Profile(Long.MIN_VALUE, Map.of());

    void write(ByteWriter out) {
        out.writeZigzag(updatedAt).writeVarint(attributes.size());
        new TreeMap<>(attributes).forEach((name, value) -> writeValue(value, out.writeString(name)));
    }

    private static void writeValue(Object value, ByteWriter out) {
        if (value instanceof Boolean flag) {
            out.writeByte(flag ? 1 : 0);
        } else if (value instanceof Long number) {
            out.writeByte(2).writeZigzag(number);
        } else if (value instanceof Double number) {
            out.writeByte(3).writeLong(Double.doubleToRawLongBits(number));
        } else {
            out.writeByte(4).writeString((String) value);
        }
    }

    static Profile read(ByteReader in) {
        long updatedAt = in.readZigzag();
        Map<String, Object> attributes = new TreeMap<>();
        for (int i = in.readCount(); i > 0; i--) {
            attributes.put(in.readString(), readValue(in));
        }
        return new Profile(updatedAt, attributes);
    }

    private static Object readValue(ByteReader in) {
        int kind = in.readByte();
        return switch (kind) {
            case 0 -> (Object) false;
            case 1 -> (Object) true;
            case 2 -> (Object) in.readZigzag();
            case 3 -> (Object) Double.longBitsToDouble(in.readLong());
            case 4 -> in.readString();
            default -> throw new CorruptState("an attribute is of kind " + kind);
        };
    }
}
