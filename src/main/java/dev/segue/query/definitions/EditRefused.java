package dev.segue.query.definitions;

import dev.segue.rule.Problem;
import java.util.List;

/** A change of the published segments was refused; nothing is published. */
public final class EditRefused extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
        /** There is no such segment, or no such version of it. */
        UNKNOWN,
        /** Something else is published than the author took to be. */
        CHANGED_MEANWHILE,
        /** The author has to say what they take to be published. */
        UNCONDITIONAL,
        /** It is not valid; see the problems. */
        INVALID,
        /** Somebody else changes the segments just now. */
        BUSY
    }

    private final Why why;
    private final transient List<Problem> problems;

    EditRefused(Why why, String message) {
        this(why, message, List.of());
    }

    EditRefused(Why why, String message, List<Problem> problems) {
        super(message, null, false, false);
        this.why = why;
        this.problems = List.copyOf(problems);
    }

    public Why why() {
        return why;
    }

    /** Of {@link Why#INVALID}: everything that is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
