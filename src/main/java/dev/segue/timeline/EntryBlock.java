package dev.segue.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The binary form of a timeline's entries within a range of time. Strings are written once, in a table; so is each shape,
 * the names and kinds of an entry's properties; times are differences:
 *
 * <pre>
 * block  := strings shapes types
 * strings:= n, n * string
 * shapes := n, n * (hashed + 2 * properties, properties * (name, kind))
 * types  := n, n * (type, entries, first instant, entries * (shape, instant - the one before, [hash], values))
 * </pre>
 *
 * <p>Names, types and string values are indexes of the table; {@code hash} is eight bytes, integers are varints.
 */
final class EntryBlock {

    private static final byte STRING = 0;
    private static final byte LONG = 1;
    private static final byte DOUBLE = 2;
    private static final byte AMOUNT = 3;

    private final Timeline timeline;

    EntryBlock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Writes the entries that occurred from {@code from} (inclusive) to {@code to} (exclusive). */
    void write(long from, long to, ByteWriter out) {
        new Writing(from, to).write(out);
    }

    /** Puts the entries that were written into the timeline. */
    void read(ByteReader in) {
        String[] strings = new String[in.readCount()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = in.readString();
        }
        Shape[] shapes = new Shape[in.readCount()];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = Shape.read(in, strings);
        }
        for (int types = in.readCount(); types > 0; types--) {
            String type = strings[in.readIndex(strings.length)].intern();
            int count = in.readCount();
            long at = in.readZigzag();
            for (int i = 0; i < count; i++) {
                Shape shape = shapes[in.readIndex(shapes.length)];
                at += in.readVarint();
                timeline.restore(type, shape.readEntry(at, in, strings));
            }
        }
    }

    /** The names and kinds of an entry's properties, and whether it bears a hash. */
    private static final class Shape {

        private final boolean hashed;
        private final String[] names;
        private final byte[] kinds;

        private Shape(boolean hashed, String[] names, byte[] kinds) {
            this.hashed = hashed;
            this.names = names;
            this.kinds = kinds;
        }

        static Shape of(Entry entry) {
            byte[] kinds = new byte[entry.values().length];
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = kindOf(entry.values()[i]);
            }
            return new Shape(entry.eventHash() != 0, entry.names(), kinds);
        }

        boolean isOf(Entry entry) {
            if (hashed != (entry.eventHash() != 0) || !Arrays.equals(names, entry.names())) {
                return false;
            }
            for (int i = 0; i < kinds.length; i++) {
                if (kinds[i] != kindOf(entry.values()[i])) {
                    return false;
                }
            }
            return true;
        }

        private static byte kindOf(Object value) {
            if (value instanceof String) {
                return STRING;
            }
            if (value instanceof Amount) {
                return AMOUNT;
            }
            return value instanceof Long ? LONG : DOUBLE;
        }

        static Shape read(ByteReader in, String[] strings) {
            long header = in.readVarint();
            if (header >>> 1 > strings.length) {
                throw new CorruptState("an entry has more properties than there are names");
            }
            String[] names = new String[(int) (header >>> 1)];
            byte[] kinds = new byte[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = strings[in.readIndex(strings.length)].intern();
                kinds[i] = (byte) in.readByte();
            }
            return new Shape((header & 1) == 1, names, kinds);
        }

        void write(ByteWriter out, Map<String, Integer> strings) {
            out.writeVarint((long) names.length << 1 | (hashed ? 1 : 0));
            for (int i = 0; i < names.length; i++) {
                out.writeVarint(strings.get(names[i])).writeByte(kinds[i]);
            }
        }

        Entry readEntry(long at, ByteReader in, String[] strings) {
            long hash = hashed ? in.readLong() : 0;
            Object[] values = new Object[names.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = readValue(kinds[i], in, strings);
            }
            return new Entry(at, hash, names, values);
        }

        private static Object readValue(int kind, ByteReader in, String[] strings) {
            return switch (kind) {
                case STRING -> strings[in.readIndex(strings.length)];
                case LONG -> (Object) in.readZigzag();
                case DOUBLE -> (Object) Double.longBitsToDouble(in.readLong());
                case AMOUNT -> new Amount(in.readZigzag());
                default -> throw new CorruptState("a property is of kind " + kind);
            };
        }
    }

    /** One writing, with its tables. */
    private final class Writing {

        private final Map<String, Integer> strings = new HashMap<>();
        private final ByteWriter stringTable = new ByteWriter();
        private final List<Shape> shapes = new ArrayList<>();
        private final ByteWriter shapeTable = new ByteWriter();
        private final ByteWriter body = new ByteWriter();
        private final long from;
        private final long to;

        Writing(long from, long to) {
            this.from = from;
            this.to = to;
        }

        void write(ByteWriter out) {
            int types = 0;
            for (Track track : timeline.tracks()) {
                int first = from == Long.MIN_VALUE ? 0 : track.firstAfter(from - 1);
                int end = to == Long.MAX_VALUE ? track.size() : track.firstAfter(to - 1);
                if (first < end) {
                    types++;
                    writeTrack(track, first, end);
                }
            }
            out.writeVarint(strings.size()).append(stringTable);
            out.writeVarint(shapes.size()).append(shapeTable);
            out.writeVarint(types).append(body);
        }

        private void writeTrack(Track track, int first, int end) {
            long before = track.get(first).at();
            body.writeVarint(string(track.type())).writeVarint(end - first).writeZigzag(before);
            for (int i = first; i < end; i++) {
                Entry entry = track.get(i);
                body.writeVarint(shape(entry)).writeVarint(entry.at() - before);
                before = entry.at();
                if (entry.eventHash() != 0) {
                    body.writeLong(entry.eventHash());
                }
                for (Object value : entry.values()) {
                    writeValue(value);
                }
            }
        }

        private void writeValue(Object value) {
            if (value instanceof String text) {
                body.writeVarint(string(text));
            } else if (value instanceof Long number) {
                body.writeZigzag(number);
            } else if (value instanceof Double number) {
                body.writeLong(Double.doubleToRawLongBits(number));
            } else {
                body.writeZigzag(((Amount) value).tenThousandths());
            }
        }

        private int string(String text) {
            Integer known = strings.get(text);
            if (known != null) {
                return known;
            }
            stringTable.writeString(text);
            strings.put(text, strings.size());
            return strings.size() - 1;
        }

        private int shape(Entry entry) {
            for (int i = 0; i < shapes.size(); i++) {
                if (shapes.get(i).isOf(entry)) {
                    return i;
                }
            }
            Shape shape = Shape.of(entry);
            for (String name : entry.names()) {
                string(name);
            }
            shape.write(shapeTable, strings);
            shapes.add(shape);
            return shapes.size() - 1;
        }
    }
}
