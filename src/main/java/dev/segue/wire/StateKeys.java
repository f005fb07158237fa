package dev.segue.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Keys and small values of the state stores. In the timeline store all heads lie together, so that they can be walked without
 * reading anything else; behind them lie the other parts of each customer, together and in their order, so that a customer is
 * read in one go.
 */
public final class StateKeys {

    /** In the progress store: the task's clock, a {@link #number}. */
    public static final byte[] CLOCK = key("clock");
    /** In the progress store: the version of the definition set in force, a {@link #number}. */
    public static final byte[] SET_VERSION = key("set-version");
    /** In the progress store: the clock at which that set came into force, a {@link #number}. */
    public static final byte[] SET_SINCE = key("set-since");
    /** In the progress store: the timeline key of the last customer brought up; absent when all have been. */
    public static final byte[] BACKFILL_CURSOR = key("backfill-cursor");

    /** In the progress store: how many customers the task knows, a {@link #number}. */
    public static final byte[] CUSTOMERS = key("customers");
    /** In the progress store: the clock from which on {@link #step steps} were counted, a {@link #number}; -1 for always. */
    public static final byte[] STEPS_SINCE = key("steps-since");

    /** In the progress store: how many customers the backfill came past, a {@link #number}. */
    public static final byte[] BACKFILL_DONE = key("backfill-done");
    /** In the progress store: how many changes the set in force made of itself, a {@link #number}. */
    public static final byte[] BACKFILL_CHANGES = key("backfill-changes");

    private static final byte HEADS = 0;
    private static final byte OTHERS = 1;
    private static final int ORDERED_LENGTHS = 0xF0;

    private static final byte[] DEFINITION = key("definition/");
    private static final byte[] SIZE = key("size/");
    private static final byte[] OVERLAP = key("overlap/");
    private static final byte[] TURNOVER = key("turnover/");
    private static final byte[] STEP = key("step/");

    private StateKeys() {}

    /** In the timeline store: the head of a customer. */
    public static byte[] head(String customerId) {
        return concat(firstHead(), customerId.getBytes(UTF_8));
    }

    /** In the timeline store: what the keys of a customer's other parts begin with. */
    public static byte[] partsPrefix(String customerId) {
        // the length goes first, so that no customer's keys lie between those of another whose id they begin with
        byte[] id = customerId.getBytes(UTF_8);
        return concat(concat(lastHead(), varint(id.length)), id);
    }

    /** In the timeline store: a part of a customer other than the head. */
    public static byte[] part(byte[] prefix, int part) {
        // keeps the order of the numbers: one byte for the small ones, else how many follow
        int length = part < ORDERED_LENGTHS ? 0 : (39 - Integer.numberOfLeadingZeros(part)) / 8;
        byte[] key = Arrays.copyOf(prefix, prefix.length + 1 + length);
        key[prefix.length] = (byte) (length == 0 ? part : ORDERED_LENGTHS + length);
        for (int i = key.length - 1, rest = part; i > prefix.length; i--, rest >>>= 8) {
            key[i] = (byte) rest;
        }
        return key;
    }

    /** The part that a key stands for that begins with the prefix of its customer's parts. */
    public static int partOf(byte[] key, byte[] prefix) {
        int first = key[prefix.length] & 0xFF;
        if (first < ORDERED_LENGTHS) {
            return first;
        }
        int part = 0;
        for (int i = prefix.length + 1; i < key.length; i++) {
            part = part << 8 | key[i] & 0xFF;
        }
        return part;
    }

    /** In the timeline store: at or below the key of every head. */
    public static byte[] firstHead() {
        return new byte[] {HEADS};
    }

    /** In the timeline store: at or above the key of every head and below that of every other part. */
    public static byte[] lastHead() {
        return new byte[] {OTHERS};
    }

    /** The least key above this one. */
    public static byte[] next(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The customer of the key of a head. */
    public static String customerOfHead(byte[] key) {
        return new String(key, 1, key.length - 1, UTF_8);
    }

    /** In the member store: that a customer is in a segment; the value is since when, a {@link #number}. */
    public static byte[] member(String segmentId, String customerId) {
        return concat(memberPrefix(segmentId), customerId.getBytes(UTF_8));
    }

    /** In the member store: what the keys of all members of a segment begin with. */
    public static byte[] memberPrefix(String segmentId) {
        return memberPrefix(segmentId.getBytes(UTF_8));
    }

    private static byte[] memberPrefix(byte[] name) {
        return concat(name, new byte[] {0});
    }

    /** In the progress store: a definition of the set in force, as it was on the topic. */
    public static byte[] definition(String segmentId) {
        return concat(DEFINITION, segmentId.getBytes(UTF_8));
    }

    /** In the progress store: how many of the task's customers are in the segment, a {@link #number}. */
    public static byte[] size(String segmentId) {
        return concat(SIZE, segmentId.getBytes(UTF_8));
    }

    /** What the keys of all definitions begin with. */
    public static byte[] definitions() {
        return DEFINITION.clone();
    }

    /** What the keys of all sizes begin with. */
    public static byte[] sizes() {
        return SIZE.clone();
    }

    /** In the progress store: how many of the task's customers are in both segments, a {@link #number}. */
    public static byte[] overlap(String first, String second) {
        return concat(memberPrefix(concat(OVERLAP, first.getBytes(UTF_8))), second.getBytes(UTF_8));
    }

    /** What the keys of all overlaps begin with. */
    public static byte[] overlaps() {
        return OVERLAP.clone();
    }

    /** In the progress store: who came and went in a segment of late. */
    public static byte[] turnover(String segmentId) {
        return concat(TURNOVER, segmentId.getBytes(UTF_8));
    }

    /** What the keys of all turnovers begin with. */
    public static byte[] turnovers() {
        return TURNOVER.clone();
    }

    /** In the progress store: who came and went in a segment in a few minutes of late; the oldest makes room for the newest. */
    public static byte[] step(String segmentId, int slot) {
        return concat(steps(segmentId), key(String.valueOf(slot)));
    }

    /** What the keys of all steps of a segment begin with. */
    public static byte[] steps(String segmentId) {
        return memberPrefix(concat(STEP, segmentId.getBytes(UTF_8)));
    }

    /** The part of the key after a prefix. */
    public static String afterPrefix(byte[] key, byte[] prefix) {
        return new String(key, prefix.length, key.length - prefix.length, UTF_8);
    }

    /** Whether it does; a store's range ends with {@link #past}, and may hold that too. */
    public static boolean beginsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The first key above all that begin with the prefix. */
    public static byte[] past(byte[] prefix) {
        byte[] past = prefix.clone();
        past[past.length - 1]++;
        return past;
    }

    /** A number as bytes. */
    public static byte[] number(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** The number of these bytes; {@code absent} if null. */
    public static long number(byte[] bytes, long absent) {
        return bytes == null ? absent : ByteBuffer.wrap(bytes).getLong();
    }

    private static byte[] key(String name) {
        return name.getBytes(UTF_8);
    }

    private static byte[] varint(int value) {
        byte[] bytes = new byte[5];
        int length = 0;
        int rest = value;
        while (rest > 0x7f) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
