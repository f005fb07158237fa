package dev.segue.bench.harness;

import java.util.Locale;

/** What is going on, on standard error; results go to standard output. */
public final class Progress {

    private static final boolean TERMINAL = Boolean.getBoolean("bench.terminal");

    private Progress() {}

    /** Says a line. */
    public static void say(String format, Object... arguments) {
        System.err.println((TERMINAL ? "\r\033[K" : "") + String.format(Locale.ROOT, format, arguments));
    }

    /** Shows a line that the next one replaces; only on a terminal. */
    static void show(String format, Object... arguments) {
        if (TERMINAL) {
            System.err.print("\r\033[K" + String.format(Locale.ROOT, format, arguments));
        }
    }
}
