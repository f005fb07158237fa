package dev.segue.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** What can befall the wall clock of an instance: each sees, by libfaketime, one that can be set. */
final class ClockFaults {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/faketime/libfaketime.so.1"));
    private static final int STEP_SECONDS = 30;

    private ClockFaults() {}

    /** The clocks of the instances, one after the other, go back, and later are right again. */
    static void back(Field field) throws Exception {
        step(field, -STEP_SECONDS);
    }

    /** The clocks of the instances, one after the other, go ahead, and later are right again. */
    static void ahead(Field field) throws Exception {
        step(field, STEP_SECONDS);
    }

    private static void step(Field field, int seconds) throws Exception {
        fakeClocks(field);
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(2_000, 3_000);
            set(field, i, seconds);
            field.pause(8_000, 12_000);
            if (Math.abs(skewSeconds(field, i)) < Math.abs(seconds) / 2) {
                field.findings().add("the clock of instance " + i + " was not wrong");
            }
            set(field, i, 0);
            // until what was done by the wrong clock is past by the right one
            field.pause(STEP_SECONDS * 1_000, STEP_SECONDS * 1_000 + 2_000);
            field.instances().awaitAllReady();
        }
    }

    /** By how much the clock of an instance is wrong, as it dates its answers. */
    private static long skewSeconds(Field field, int i) throws Exception {
        String date = field.instances()
                .client(i)
                .get("/healthz")
                .response()
                .headers()
                .firstValue("Date")
                .orElseThrow();
        Instant told = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
        return Duration.between(Instant.now(), told).toSeconds();
    }

    private static void fakeClocks(Field field) throws Exception {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("It needs libfaketime (Debian's package faketime)."));
        for (int i = 0; i < field.instances().count(); i++) {
            set(field, i, 0);
            field.instances()
                    .environment(
                            i,
                            Map.of(
                                    "LD_PRELOAD",
                                    library.toString(),
                                    "FAKETIME_TIMESTAMP_FILE",
                                    file(field, i).toString(),
                                    "FAKETIME_NO_CACHE",
                                    "1",
                                    // as when somebody sets the clock: what measures durations is not changed
                                    "FAKETIME_DONT_FAKE_MONOTONIC",
                                    "1",
                                    // the work-around for an old C library has every timed wait of Java end at once
                                    "FAKETIME_FORCE_MONOTONIC_FIX",
                                    "0"));
            field.instances().stop(i);
            field.instances().start(i);
            field.instances().awaitReady(i);
        }
    }

    private static void set(Field field, int i, int seconds) throws IOException {
        Path next = Files.writeString(file(field, i).resolveSibling("clock.next"), String.format("%+d%n", seconds));
        // never half written
        Files.move(next, file(field, i), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path file(Field field, int i) {
        return field.instances().folder(i).resolve("clock");
    }
}
