package dev.segue.timeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the compact binary form: variable-length integers (LEB128, zigzag where signed), UTF-8 strings. */
public final class ByteWriter {

    private byte[] bytes;
    private int size;

    public ByteWriter() {
        this(256);
    }

    /** @param expected so many bytes are likely to be written */
    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    /** One byte. */
    public ByteWriter writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** An integer, taken as unsigned: small ones are short. */
    public ByteWriter writeVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A signed integer: those near zero are short. */
    public ByteWriter writeZigzag(long value) {
        return writeVarint((value << 1) ^ (value >> 63));
    }

    /** Eight bytes, big-endian. */
    public ByteWriter writeLong(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A string: length, UTF-8. */
    public ByteWriter writeString(String value) {
        return writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes behind their length. */
    public ByteWriter writeBytes(byte[] value) {
        writeVarint(value.length);
        return append(value, value.length);
    }

    /** What another writer has written, as it is. */
    public ByteWriter append(ByteWriter other) {
        return append(other.bytes, other.size);
    }

    /** How many bytes are written. */
    int size() {
        return size;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private ByteWriter append(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
