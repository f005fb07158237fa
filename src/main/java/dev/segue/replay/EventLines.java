package dev.segue.replay;

import dev.segue.event.CustomerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events as JSON Lines, one record a line; blank lines are passed over. */
public final class EventLines extends EventReader {

    /** Makes an event of one line. */
    @FunctionalInterface
    public interface LineParser {

        /** @throws IllegalArgumentException if the line is no record of an input topic; the message says why */
        CustomerEvent parse(String line);
    }

    private final BufferedReader text;
    private final LineParser parser;
    private final Intake intake;
    private long line;

    /** @param intake gets the lines that are left out */
    public EventLines(BufferedReader text, LineParser parser, Intake intake) {
        this.text = text;
        this.parser = parser;
        this.intake = intake;
    }

    @Override
    protected boolean readRow() {
        String row = nextLine();
        if (row != null && !row.isBlank()) {
            try {
                emit(parser.parse(row));
            } catch (IllegalArgumentException e) {
                intake.leaveOut(e.getMessage(), line);
            }
        }
        return row != null;
    }

    private String nextLine() {
        try {
            line++;
            return text.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
