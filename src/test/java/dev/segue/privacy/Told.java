package dev.segue.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What operators are told beside the log of the tests' own process: each run of the tests by Maven keeps it in a folder, for
 * {@link WholeSuiteCheck} to look through.
 */
public final class Told {

    /** Maven says where the project is; nobody else looks through it afterwards. */
    private static final boolean KEPT = System.getProperty("basedir") != null;

    private static final AtomicInteger FILES = new AtomicInteger();

    static {
        if (KEPT) {
            clear();
        }
    }

    private Told() {}

    /** Keeps a text with those of its kind. */
    public static synchronized void keep(String kind, String text) {
        if (!KEPT) {
            return;
        }
        try {
            Files.writeString(
                    WholeSuiteCheck.TOLD.resolve(kind + ".txt"),
                    text.endsWith("\n") ? text : text + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what Segue has put into the headers of a dead letter; those that came with the record are its sender's. */
    public static void keepHeaders(Headers headers) {
        for (Header header : headers) {
            if (header.key().startsWith("segue-")) {
                keep("dead-letter-headers", header.key() + "=" + new String(header.value(), UTF_8));
            }
        }
    }

    /** Keeps the log of a process that has ended. */
    public static void keepLog(Path log) {
        if (!KEPT) {
            return;
        }
        Path kept = WholeSuiteCheck.TOLD.resolve("process-" + FILES.incrementAndGet() + ".txt");
        try {
            Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes what the run before has left. */
    private static void clear() {
        try {
            Files.createDirectories(WholeSuiteCheck.TOLD);
            try (Stream<Path> files = Files.list(WholeSuiteCheck.TOLD)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
