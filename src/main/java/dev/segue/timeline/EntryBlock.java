package dev.segue.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The binary form of a run of entries, in the order in which they came. Strings are written once, in a table; so is each kind
 * of entry, its type and shape; times are differences:
 *
 * <pre>
 * block   := first instant, strings, kinds, entries
 * strings := n, n * string
 * kinds   := n, n * (type, flags and standard properties, [extras: n, n * (name, kind)])
 * entries := n, n * (kind, instant - the one before, [hash], values)
 * </pre>
 *
 * <p>Types, names and string values are indexes of the table, those of well-known types come before it; {@code hash} is eight
 * bytes; integers are varints, differences zigzag; a double that is a short decimal is written as one (see {@link #writeDouble}).
 */
final class EntryBlock {

    // part of the binary form: add before the nulls only
    private static final String[] WELL_KNOWN = {
        "page_view",
        "product_view",
        "search",
        "add_to_cart",
        "purchase",
        "purchase_item",
        "refund",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null
    };

    private static final int HASHED = 1;
    private static final int EXTRAS = 2;
    private static final int FLAG_BITS = 2;

    private static final double UNIT = 10_000;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private EntryBlock() {}

    /** Writes the entries, of which there is at least one. */
    static byte[] write(List<Entries.Typed> entries) {
        return new Writing(entries.get(0).entry().at()).write(entries);
    }

    /** Hands over the entries that were written, each with its type. */
    static void read(byte[] bytes, BiConsumer<String, Entry> entries) {
        ByteReader in = new ByteReader(bytes);
        long at = in.readZigzag();
        String[] strings = new String[WELL_KNOWN.length + in.readCount()];
        System.arraycopy(WELL_KNOWN, 0, strings, 0, WELL_KNOWN.length);
        for (int i = WELL_KNOWN.length; i < strings.length; i++) {
            strings[i] = in.readString();
        }
        Kind[] kinds = new Kind[in.readCount()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = Kind.read(in, strings);
        }
        for (int i = in.readCount(); i > 0; i--) {
            Kind kind = kinds[in.readIndex(kinds.length)];
            at += in.readZigzag();
            entries.accept(kind.type, kind.readEntry(at, in, strings));
        }
    }

    private static String string(ByteReader in, String[] strings) {
        String string = strings[in.readIndex(strings.length)];
        if (string == null) {
            throw new CorruptState("a string is of a type that this version does not know");
        }
        return string;
    }

    /** A decimal of at most four places is short; what is none, or does not come back the same, is written whole. */
    private static void writeDouble(double value, ByteWriter out) {
        long scaled = Math.round(value * UNIT);
        boolean same = Math.abs(scaled) <= EXACT_IN_DOUBLE
                && Double.doubleToRawLongBits(scaled / UNIT) == Double.doubleToRawLongBits(value);
        if (same) {
            out.writeVarint((scaled << 1 ^ scaled >> 63) << 1);
        } else {
            out.writeByte(1).writeLong(Double.doubleToRawLongBits(value));
        }
    }

    private static double readDouble(ByteReader in) {
        long written = in.readVarint();
        if ((written & 1) == 1) {
            return Double.longBitsToDouble(in.readLong());
        }
        long zigzag = written >>> 1;
        return (zigzag >>> 1 ^ -(zigzag & 1)) / UNIT;
    }

    /** What entries of one kind have in common. */
    private record Kind(String type, boolean hashed, Shape shape) {

        boolean isOf(Entries.Typed typed) {
            return shape.equals(typed.entry().shape())
                    && hashed == (typed.entry().eventHash() != 0)
                    && type.equals(typed.type());
        }

        static Kind read(ByteReader in, String[] strings) {
            String type = Names.shared(string(in, strings));
            long header = in.readVarint();
            int mask = (int) (header >>> FLAG_BITS);
            if (header >>> FLAG_BITS >= 1L << Shape.STANDARDS) {
                throw new CorruptState("an entry has standard properties that this version does not know");
            }
            boolean hashed = (header & HASHED) != 0;
            if ((header & EXTRAS) == 0) {
                return new Kind(type, hashed, Shape.plain(mask));
            }
            String[] names = new String[in.readCount()];
            byte[] kinds = new byte[names.length];
            for (int i = 0; i < names.length; i++) {
                names[i] = Names.shared(string(in, strings));
                kinds[i] = (byte) in.readByte();
            }
            return new Kind(type, hashed, Shape.of(mask, names, kinds));
        }

        Entry readEntry(long at, ByteReader in, String[] strings) {
            long hash = hashed ? in.readLong() : 0;
            byte[] kinds = shape.kinds();
            Object[] values = new Object[kinds.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (kinds[i]) {
                    case Shape.STRING -> string(in, strings);
                    case Shape.LONG -> (Object) in.readZigzag();
                    case Shape.DOUBLE -> (Object) readDouble(in);
                    case Shape.AMOUNT -> new Amount(in.readZigzag());
                    default -> throw new CorruptState("a property is of kind " + kinds[i]);
                };
            }
            return new Entry(at, hash, shape, values);
        }
    }

    /** One writing, with its tables. */
    private static final class Writing {

        // as long as there are few, looking through them is quicker than a map
        private static final int FEW = 12;

        private final List<String> strings = new ArrayList<>();
        private Map<String, Integer> indexes;
        private final ByteWriter stringTable = new ByteWriter();
        private final List<Kind> kinds = new ArrayList<>(4);
        private final ByteWriter kindTable = new ByteWriter();
        private final ByteWriter body = new ByteWriter();
        private final long first;

        Writing(long first) {
            this.first = first;
        }

        byte[] write(List<Entries.Typed> entries) {
            long before = first;
            for (Entries.Typed typed : entries) {
                Entry entry = typed.entry();
                body.writeVarint(kind(typed)).writeZigzag(entry.at() - before);
                before = entry.at();
                if (entry.eventHash() != 0) {
                    body.writeLong(entry.eventHash());
                }
                for (Object value : entry.values()) {
                    writeValue(value);
                }
            }
            ByteWriter out = new ByteWriter().writeZigzag(first);
            out.writeVarint(strings.size()).append(stringTable);
            out.writeVarint(kinds.size()).append(kindTable);
            return out.writeVarint(entries.size()).append(body).toBytes();
        }

        private void writeValue(Object value) {
            if (value instanceof String text) {
                body.writeVarint(string(text));
            } else if (value instanceof Long number) {
                body.writeZigzag(number);
            } else if (value instanceof Double number) {
                writeDouble(number, body);
            } else {
                body.writeZigzag(((Amount) value).tenThousandths());
            }
        }

        private int kind(Entries.Typed typed) {
            for (int i = 0; i < kinds.size(); i++) {
                if (kinds.get(i).isOf(typed)) {
                    return i;
                }
            }
            Entry entry = typed.entry();
            Kind kind = new Kind(typed.type(), entry.eventHash() != 0, entry.shape());
            kinds.add(kind);
            write(kind);
            return kinds.size() - 1;
        }

        private void write(Kind kind) {
            Shape shape = kind.shape;
            int extras = shape.names().length - shape.standards();
            kindTable
                    .writeVarint(type(kind.type))
                    .writeVarint(
                            (long) shape.mask() << FLAG_BITS | (kind.hashed ? HASHED : 0) | (extras > 0 ? EXTRAS : 0));
            if (extras > 0) {
                kindTable.writeVarint(extras);
                for (int i = shape.standards(); i < shape.names().length; i++) {
                    kindTable.writeVarint(string(shape.names()[i])).writeByte(shape.kinds()[i]);
                }
            }
        }

        private int type(String type) {
            for (int i = 0; i < WELL_KNOWN.length && WELL_KNOWN[i] != null; i++) {
                if (WELL_KNOWN[i].equals(type)) {
                    return i;
                }
            }
            return string(type);
        }

        private int string(String text) {
            int known = indexOf(text);
            if (known >= 0) {
                return known;
            }
            stringTable.writeString(text);
            strings.add(text);
            int index = WELL_KNOWN.length + strings.size() - 1;
            if (indexes != null) {
                indexes.put(text, index);
            }
            return index;
        }

        private int indexOf(String text) {
            if (strings.size() <= FEW) {
                int index = strings.indexOf(text);
                return index < 0 ? -1 : WELL_KNOWN.length + index;
            }
            if (indexes == null) {
                indexes = new HashMap<>();
                for (int i = 0; i < strings.size(); i++) {
                    indexes.put(strings.get(i), WELL_KNOWN.length + i);
                }
            }
            return indexes.getOrDefault(text, -1);
        }
    }
}
