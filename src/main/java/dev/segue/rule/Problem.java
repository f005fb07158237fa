package dev.segue.rule;

/**
 * Something wrong with a segment definition.
 *
 * @param segmentId the segment it is in, or null where there is none to name
 * @param line line in the file, from 1
 * @param column column in that line, from 1
 * @param message what is wrong and what to write instead
 * @param sourceLine the text of that line
 */
public record Problem(String segmentId, int line, int column, String message, String sourceLine) {

    /**
     * The problem as people read it: {@code FILE:LINE:COLUMN: message}, the line, and a caret below the column.
     *
     * @param file the name to give the file
     */
    public String render(String file) {
        return file + ":" + line + ":" + column + ": " + message + "\n  " + sourceLine.replace('\t', ' ') + "\n  "
                + " ".repeat(Math.max(0, column - 1)) + "^";
    }
}
