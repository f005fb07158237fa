package dev.segue.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of UTF-8 text, plain or gzip (told apart by its first bytes), that knows how much of it has been read. */
public final class TextFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;

    private TextFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file. */
    public static TextFile open(Path path) throws IOException {
        return new TextFile(FileChannel.open(path));
    }

    /** The bytes as they are in the file, from where it has been read to. */
    InputStream bytes() {
        return Channels.newInputStream(channel);
    }

    /** The text, unpacked, from where the file has been read to; what is not UTF-8 in it reads as U+FFFD. */
    BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(unpacked(), StandardCharsets.UTF_8), BUFFER);
    }

    private InputStream unpacked() throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(bytes(), BUFFER);
        bytes.mark(2);
        int magic = bytes.read() | bytes.read() << 8;
        bytes.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    /** The share of the file that has been read, 0 to 1. */
    public double progress() {
        try {
            long size = channel.size();
            return size == 0 ? 1 : (double) channel.position() / size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
