package dev.segue.wire;

/** The names of the headers by which the records of one definition set belong together. */
public final class DefinitionSetHeaders {

    /** An id that the records of one set share. */
    public static final String SET = "segue-set";

    /** The record's place in its set, from 0, as decimal text. */
    public static final String INDEX = "segue-set-index";

    /** How many records the set has, as decimal text. */
    public static final String SIZE = "segue-set-size";

    private DefinitionSetHeaders() {}
}
