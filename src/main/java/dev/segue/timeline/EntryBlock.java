package dev.segue.timeline;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * A run of entries in binary form, in the order in which they came. Strings are written once, in a table; so is each kind of
 * entry, its type and shape; times are differences:
 *
 * <pre>
 * block   := first instant, strings, kinds, entries
 * strings := n, n * string
 * kinds   := n, n * (type, flags and standard properties, [extras: n, n * (name, kind)])
 * entries := n, n * (kind, instant - the one before, [hash], values)
 * </pre>
 *
 * <p>Types, names and string values are indexes of the table, those of well-known types come before it; {@code hash} is eight
 * bytes; integers are varints, differences zigzag; a double that is a short decimal is written as one.
 *
 * <p>Entries in memory leave their values here and read them when asked: most values never are, and as objects they would take
 * several times the room.
 */
final class EntryBlock {

    // part of the binary form: add before the nulls only
    static final String[] WELL_KNOWN = {
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

    private static final double UNIT = 10_000;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private final byte[] bytes;
    private final int[] textAt;
    private String[] texts;

    private EntryBlock(byte[] bytes, int[] textAt) {
        this.bytes = bytes;
        this.textAt = textAt;
    }

    /**
     * Hands over the entries of a block, each with its type.
     *
     * @throws CorruptState where the bytes are no block, before or after some entries were handed over
     */
    static void read(byte[] bytes, BiConsumer<String, Entry> entries) {
        ByteReader in = new ByteReader(bytes);
        long at = in.readZigzag();
        EntryBlock block = new EntryBlock(bytes, readTexts(in));
        EntryKind[] kinds = new EntryKind[in.readCount()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = EntryKind.read(in, block);
        }
        for (int i = in.readCount(); i > 0; i--) {
            EntryKind kind = kinds[in.readIndex(kinds.length)];
            at += in.readZigzag();
            long hash = kind.hashed() ? in.readLong() : 0;
            int place = in.position();
            block.skip(kind.shape(), in);
            entries.accept(kind.type(), new Entry(at, hash, kind.shape(), block, place));
        }
    }

    private static int[] readTexts(ByteReader in) {
        int[] places = new int[in.readCount()];
        for (int i = 0; i < places.length; i++) {
            places[i] = in.position();
            in.skipBytes();
        }
        return places;
    }

    // what is looked at here need not be when a value is read
    private void skip(Shape shape, ByteReader in) {
        for (byte kind : shape.kinds()) {
            switch (kind) {
                case Shape.STRING -> checkText(in.readIndex(WELL_KNOWN.length + textAt.length));
                case Shape.LONG, Shape.AMOUNT, Shape.DOUBLE -> pass(kind, in);
                default -> throw new CorruptState("a property is of kind " + kind);
            }
        }
    }

    private static void checkText(int index) {
        if (index < WELL_KNOWN.length && WELL_KNOWN[index] == null) {
            throw new CorruptState("a string is of a type that this version does not know");
        }
    }

    /** A string of the table that comes next. */
    String readText(ByteReader in) {
        int index = in.readIndex(WELL_KNOWN.length + textAt.length);
        checkText(index);
        return text(index);
    }

    private String text(int index) {
        if (index < WELL_KNOWN.length) {
            return WELL_KNOWN[index];
        }
        int own = index - WELL_KNOWN.length;
        if (texts == null) {
            texts = new String[textAt.length];
        }
        if (texts[own] == null) {
            texts[own] = new ByteReader(bytes, textAt[own]).readString();
        }
        return texts[own];
    }

    /** The value of a property of the entry whose values begin at a place. */
    Object value(Shape shape, int place, int index) {
        ByteReader in = new ByteReader(bytes, place);
        byte[] kinds = shape.kinds();
        for (int i = 0; i < index; i++) {
            pass(kinds[i], in);
        }
        return read(kinds[index], in);
    }

    // a double that is no short decimal stands whole behind its mark
    private static void pass(byte kind, ByteReader in) {
        long written = in.readVarint();
        if (kind == Shape.DOUBLE && (written & 1) == 1) {
            in.readLong();
        }
    }

    private Object read(byte kind, ByteReader in) {
        return switch (kind) {
            case Shape.STRING -> text((int) in.readVarint());
            case Shape.LONG -> (Object) in.readZigzag();
            case Shape.DOUBLE -> (Object) readDouble(in);
            default -> new Amount(in.readZigzag());
        };
    }

    /** A decimal of at most four places is short; what is none, or does not come back the same, is written whole. */
    static void writeDouble(double value, ByteWriter out) {
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

    /**
     * Writes the entries, of which there is at least one; from then on their values are read from what was written.
     *
     * @return the bytes, not to be changed
     */
    static byte[] write(List<Entries.Typed> entries) {
        EntryBlockWriter writer = new EntryBlockWriter();
        for (Entries.Typed typed : entries) {
            writer.add(typed);
        }
        byte[] bytes = writer.toBytes();
        EntryBlock block = new EntryBlock(bytes, writer.textPlaces());
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).entry().keptIn(block, writer.place(i));
        }
        return bytes;
    }
}
