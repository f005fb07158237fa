package dev.segue.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file of UTF-8 text, plain or gzip (told apart by its first bytes), that knows how much of it has been read. */
public final class TextFile implements Closeable {

    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private final BufferedReader reader;

    private TextFile(FileChannel channel, BufferedReader reader) {
        this.channel = channel;
        this.reader = reader;
    }

    /** Opens the file; what is not UTF-8 in it reads as U+FFFD. */
    public static TextFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path);
        try {
            InputStream bytes = unpacked(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
            return new TextFile(
                    channel, new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8), BUFFER));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static InputStream unpacked(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        int magic = bytes.read() | bytes.read() << 8;
        bytes.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(bytes, BUFFER) : bytes;
    }

    /** The text from where it has been read to. */
    public BufferedReader reader() {
        return reader;
    }

    /** The share of the file that has been read, 0 to 1. */
    public double progress() throws IOException {
        long size = channel.size();
        return size == 0 ? 1 : (double) channel.position() / size;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
