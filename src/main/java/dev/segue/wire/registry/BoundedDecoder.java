package dev.segue.wire.registry;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * A decoder that believes no length greater than what is there: Avro's own allocates what a few bytes ask for, up to two
 * gigabytes, before it finds out that they lie.
 */
final class BoundedDecoder extends Decoder {

    private final Decoder in;
    private final int length;
    private long items;

    BoundedDecoder(Decoder in, int length) {
        this.in = in;
        this.length = length;
    }

    private byte[] block() throws IOException {
        long size = in.readLong();
        if (size < 0 || size > length) {
            throw new EOFException("A length is greater than the value");
        }
        byte[] bytes = new byte[(int) size];
        in.readFixed(bytes, 0, bytes.length);
        return bytes;
    }

    private long counted(long count) throws IOException {
        items += count;
        if (count < 0 || items > length) {
            throw new EOFException("A count is greater than the value");
        }
        return count;
    }

    @Override
    public String readString() throws IOException {
        return new String(block(), StandardCharsets.UTF_8);
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(block());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(block());
    }

    @Override
    public long readArrayStart() throws IOException {
        return counted(in.readArrayStart());
    }

    @Override
    public long arrayNext() throws IOException {
        return counted(in.arrayNext());
    }

    @Override
    public long skipArray() throws IOException {
        return counted(in.skipArray());
    }

    @Override
    public long readMapStart() throws IOException {
        return counted(in.readMapStart());
    }

    @Override
    public long mapNext() throws IOException {
        return counted(in.mapNext());
    }

    @Override
    public long skipMap() throws IOException {
        return counted(in.skipMap());
    }

    @Override
    public void readNull() throws IOException {
        in.readNull();
    }

    @Override
    public boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    @Override
    public int readInt() throws IOException {
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return in.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return in.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return in.readDouble();
    }

    @Override
    public void skipString() throws IOException {
        in.skipString();
    }

    @Override
    public void skipBytes() throws IOException {
        in.skipBytes();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int count) throws IOException {
        in.readFixed(bytes, start, count);
    }

    @Override
    public void skipFixed(int count) throws IOException {
        in.skipFixed(count);
    }

    @Override
    public int readEnum() throws IOException {
        return in.readEnum();
    }

    @Override
    public int readIndex() throws IOException {
        return in.readIndex();
    }
}
