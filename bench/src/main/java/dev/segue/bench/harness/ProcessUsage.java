package dev.segue.bench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the operating system says that a process has used: Linux's {@code /proc}. */
final class ProcessUsage {

    /** USER_HZ: 100 on every platform that Java runs on. */
    private static final double TICKS_A_SECOND = 100;

    private ProcessUsage() {}

    /** Processor time since its start, user and system, all threads. */
    static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        // the name, in parentheses, may hold blanks; user and system time are the 12th and 13th field after it
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** The most memory that was resident at a time since its start. */
    static long peakResidentBytes(long pid) {
        return status(pid, "VmHWM:");
    }

    /** The memory resident now. */
    static long residentBytes(long pid) {
        return status(pid, "VmRSS:");
    }

    private static long status(long pid, String field) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }
}
