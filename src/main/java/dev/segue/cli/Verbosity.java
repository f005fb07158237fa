package dev.segue.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged; logback.xml holds the quiet default. */
final class Verbosity {

    private Verbosity() {}

    /** Segue's own log in detail, that of the libraries at INFO. */
    static void raise() {
        level(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.INFO);
        level("dev.segue", Level.DEBUG);
    }

    /**
     * The libraries at ERROR: of a command that ends with an error, that is told once. No effect on what was {@link #raise
     * raised}.
     */
    static void lower() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root
                && root.getLevel() == Level.WARN) {
            root.setLevel(Level.ERROR);
        }
    }

    private static void level(String logger, Level level) {
        if (LoggerFactory.getLogger(logger) instanceof Logger logback) {
            logback.setLevel(level);
        }
    }
}
