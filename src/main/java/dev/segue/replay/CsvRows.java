package dev.segue.replay;

import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file whose first line names its columns; blank lines and a byte order mark are passed over. */
final class CsvRows {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setLenientEof(true)
            .setTrailingData(true)
            .get();

    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;

    /**
     * @param columns those that there must be
     * @throws IOException if one of them is missing, naming it
     */
    CsvRows(Reader text, String... columns) throws IOException {
        parser = CSVParser.builder()
                .setReader(withoutMark(text))
                .setFormat(FORMAT)
                .get();
        rows = parser.iterator();
        List<String> header = parser.getHeaderNames();
        for (String column : columns) {
            if (!header.contains(column)) {
                throw new IOException("the first line names no column " + column + "; it names " + header);
            }
        }
    }

    private static Reader withoutMark(Reader text) throws IOException {
        text.mark(1);
        if (text.read() != '\uFEFF') {
            text.reset();
        }
        return text;
    }

    boolean hasNext() {
        return rows.hasNext();
    }

    CSVRecord next() {
        return rows.next();
    }

    /** The line in the file on which the row last read ends. */
    long line() {
        return parser.getCurrentLineNumber();
    }
}
