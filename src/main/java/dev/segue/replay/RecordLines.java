package dev.segue.replay;

import dev.segue.wire.json.EventLine;
import dev.segue.wire.json.EventLines;
import dev.segue.wire.json.InvalidLine;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Records as JSON Lines. A line that is no record is left out, as the service would make it a dead letter. */
final class RecordLines extends EventReader {

    private final EventLines lines;
    private final Intake intake;

    RecordLines(EventLines lines, Intake intake) {
        this.lines = lines;
        this.intake = intake;
    }

    @Override
    protected boolean readRow() {
        try {
            EventLine line = lines.next();
            if (line != null) {
                emit(line.event());
            }
            return line != null;
        } catch (InvalidLine e) {
            intake.leaveOut("unusable record", e.line(), e.getMessage());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
