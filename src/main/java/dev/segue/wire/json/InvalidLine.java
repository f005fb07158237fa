package dev.segue.wire.json;

import java.io.IOException;

/** A line of a file of records cannot be used; the message names the line and what is wrong with it. */
public final class InvalidLine extends IOException {

    private final long line;

    InvalidLine(long line, String message) {
        super("line " + line + ": " + message);
        this.line = line;
    }

    /** The line, from 1. */
    public long line() {
        return line;
    }
}
