package dev.segue.timeline;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote. Every method throws {@link CorruptState} where the bytes cannot be that. */
public final class ByteReader {

    private final byte[] bytes;
    private int position;

    public ByteReader(byte[] bytes) {
        this(bytes, 0);
    }

    /** @param position what is read first */
    ByteReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** What is read next. */
    int position() {
        return position;
    }

    public int readByte() {
        require(1);
        return bytes[position++] & 0xFF;
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            long next = readByte();
            value |= (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptState("an integer is longer than 10 bytes");
    }

    /** A varint that counts things that follow, each at least one byte long. */
    public int readCount() {
        long count = readVarint();
        if (count < 0 || count > bytes.length - position) {
            throw new CorruptState("a count of " + count + " exceeds the bytes that are left");
        }
        return (int) count;
    }

    /** A varint that is an index below the given bound. */
    public int readIndex(int bound) {
        long index = readVarint();
        if (index < 0 || index >= bound) {
            throw new CorruptState("index " + index + " is not below " + bound);
        }
        return (int) index;
    }

    public long readZigzag() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    public long readLong() {
        require(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[position++] & 0xFF);
        }
        return value;
    }

    public String readString() {
        int length = readCount();
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    public byte[] readBytes() {
        byte[] value = new byte[readCount()];
        System.arraycopy(bytes, position, value, 0, value.length);
        position += value.length;
        return value;
    }

    /** Passes over what {@link #readBytes} or {@link #readString} would read. */
    void skipBytes() {
        int length = readCount();
        position += length;
    }

    private void require(int count) {
        if (bytes.length - position < count) {
            throw new CorruptState("the bytes end too early");
        }
    }
}
