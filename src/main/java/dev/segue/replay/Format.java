package dev.segue.replay;

import dev.segue.event.CustomerEvent;
import dev.segue.wire.json.EventLines;
import java.io.IOException;
import java.util.Iterator;

/** The formats of histories that can be replayed. */
public enum Format {
    /** Records as JSON Lines. */
    JSONL("jsonl"),
    /** The CSV of the UCI Online Retail data set. */
    UCI_ONLINE_RETAIL("uci-online-retail"),
    /** The monthly CSV of the REES46 eCommerce behaviour data set. */
    REES46("rees46");

    private final String label;

    Format(String label) {
        this.label = label;
    }

    /**
     * The events of a file of this format, in its order, read as they are asked for; those of a failing file throw
     * {@link java.io.UncheckedIOException}.
     *
     * @param intake gets what is left out
     * @throws IOException if the file is not of this format at all
     */
    public Iterator<CustomerEvent> read(TextFile file, Intake intake) throws IOException {
        return switch (this) {
            case JSONL -> new RecordLines(new EventLines(file.bytes()), intake);
            case UCI_ONLINE_RETAIL -> new OnlineRetail(file.reader(), intake);
            case REES46 -> new Rees46(file.reader(), intake);
        };
    }

    /** Its name on the command line. */
    @Override
    public String toString() {
        return label;
    }
}
