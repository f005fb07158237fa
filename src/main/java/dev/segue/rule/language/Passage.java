package dev.segue.rule.language;

import dev.segue.rule.Problem;

/** A piece of text that problems can point into: a value in a file, or a text of its own. */
interface Passage {

    /** The text as it is meant, free of the quotes, escapes and folds of the file. */
    String text();

    /**
     * A problem at a place in the text.
     *
     * @param segmentId the segment it is in, or null
     * @param offset index into {@link #text()}, 0 to its length
     */
    Problem problem(String segmentId, int offset, String message);

    /** A text that stands for itself. */
    static Passage of(String text) {
        return new SourceText(text).all();
    }
}
