package dev.segue.timeline;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The names of an entry's properties and what kind of value each has. Few shapes serve very many entries, so those alike are
 * one and the same object: the standard properties of clicks and purchases by a bit each, others behind them by name.
 */
final class Shape {

    /** The kinds of values; part of the binary form. */
    static final byte STRING = 0;

    static final byte LONG = 1;
    static final byte DOUBLE = 2;
    static final byte AMOUNT = 3;

    // their order, and that of their kinds, is part of the binary form: add at the end only
    private static final String[] STANDARD = {
        "sessionId", "itemId", "category", "channel", "value", "quantity", "amount", "orderId", "currency"
    };
    private static final byte[] STANDARD_KINDS = {STRING, STRING, STRING, STRING, DOUBLE, LONG, AMOUNT, STRING, STRING};

    /** The number of standard properties. */
    static final int STANDARDS = STANDARD.length;

    private static final AtomicReferenceArray<Shape> PLAIN = new AtomicReferenceArray<>(1 << STANDARDS);

    // shapes come from what producers send: past this many they are no longer shared, but still right
    private static final int MOST_SHARED = 4_096;
    private static final Map<Shape, Shape> OTHERS = new ConcurrentHashMap<>();

    private static final String[] NO_NAMES = {};
    private static final byte[] NO_KINDS = {};

    private final int mask;
    private final String[] names;
    private final byte[] kinds;

    /** Of a plain one: the shape that was last made of it with others behind; the next is most often the same. */
    private Shape extended;

    private Shape(int mask, String[] extraNames, byte[] extraKinds) {
        this.mask = mask;
        int standards = Integer.bitCount(mask);
        names = new String[standards + extraNames.length];
        kinds = new byte[names.length];
        for (int bit = 0, next = 0; bit < STANDARDS; bit++) {
            if ((mask >> bit & 1) == 1) {
                names[next] = STANDARD[bit];
                kinds[next++] = STANDARD_KINDS[bit];
            }
        }
        System.arraycopy(extraNames, 0, names, standards, extraNames.length);
        System.arraycopy(extraKinds, 0, kinds, standards, extraKinds.length);
    }

    /** The shape that has these standard properties, bit by bit, and no others. */
    static Shape plain(int mask) {
        Shape known = PLAIN.get(mask);
        if (known == null) {
            PLAIN.compareAndSet(mask, null, new Shape(mask, NO_NAMES, NO_KINDS));
            known = PLAIN.get(mask);
        }
        return known;
    }

    /** The shape that has these standard properties, and others behind them. */
    static Shape of(int mask, String[] extraNames, byte[] extraKinds) {
        Shape plain = plain(mask);
        if (extraNames.length == 0) {
            return plain;
        }
        Shape known = plain.extended;
        if (known == null || !known.extendsBy(extraNames, extraKinds)) {
            known = shared(new Shape(mask, extraNames, extraKinds));
            plain.extended = known;
        }
        return known;
    }

    private static Shape shared(Shape made) {
        if (OTHERS.size() >= MOST_SHARED) {
            return OTHERS.getOrDefault(made, made);
        }
        return OTHERS.computeIfAbsent(made, shape -> shape);
    }

    private boolean extendsBy(String[] extraNames, byte[] extraKinds) {
        int standards = standards();
        return Arrays.equals(names, standards, names.length, extraNames, 0, extraNames.length)
                && Arrays.equals(kinds, standards, kinds.length, extraKinds, 0, extraKinds.length);
    }

    /** The bit of a standard property, or -1: it must be of that name and its value of that kind. */
    static int standardBit(String name, byte kind) {
        int bit = standardBit(name);
        return bit >= 0 && STANDARD_KINDS[bit] == kind ? bit : -1;
    }

    static byte kindOf(Object value) {
        if (value instanceof String) {
            return STRING;
        }
        if (value instanceof Amount) {
            return AMOUNT;
        }
        return value instanceof Long ? LONG : DOUBLE;
    }

    /** All names, the standard ones first; not to be changed. */
    String[] names() {
        return names;
    }

    /** The kinds of the values, in the order of the names; not to be changed. */
    byte[] kinds() {
        return kinds;
    }

    /** Which standard properties there are. */
    int mask() {
        return mask;
    }

    /** How many of the names are standard. */
    int standards() {
        return Integer.bitCount(mask);
    }

    /** Where a property is, or -1. */
    int indexOf(String name) {
        int bit = standardBit(name);
        if (bit >= 0 && (mask >> bit & 1) == 1) {
            return Integer.bitCount(mask & (1 << bit) - 1);
        }
        for (int i = standards(); i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    // asked for every entry that a measure looks at, so not by going through the names
    private static int standardBit(String name) {
        return switch (name) {
            case "sessionId" -> 0;
            case "itemId" -> 1;
            case "category" -> 2;
            case "channel" -> 3;
            case "value" -> 4;
            case "quantity" -> 5;
            case "amount" -> 6;
            case "orderId" -> 7;
            case "currency" -> 8;
            default -> -1;
        };
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Shape that
                        && mask == that.mask
                        && Arrays.equals(names, that.names)
                        && Arrays.equals(kinds, that.kinds);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + mask;
    }

    @Override
    public String toString() {
        return Arrays.toString(names);
    }
}
