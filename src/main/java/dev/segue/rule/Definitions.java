package dev.segue.rule;

import java.util.List;

/** Reads segment definitions and makes a {@link SegmentSet} of them, or says everything that is wrong with them. */
public final class Definitions {

    private Definitions() {}

    /**
     * Reads the definitions of a YAML or JSON file, without checking their rules against each other.
     *
     * @throws InvalidDefinitions with every problem of form
     */
    public static List<SegmentDefinition> read(String text) throws InvalidDefinitions {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads and compiles the definitions of a YAML or JSON file; positions in problems are those of the file.
     *
     * @throws InvalidDefinitions with every problem, in the order of the file
     */
    public static SegmentSet compile(String text, Limits limits) throws InvalidDefinitions {
        throw new UnsupportedOperationException();
    }

    /**
     * Compiles definitions that do not come from a file; positions in problems are those in the rule's own text.
     *
     * @throws InvalidDefinitions with every problem, by segment
     */
    public static SegmentSet compile(List<SegmentDefinition> definitions, Limits limits) throws InvalidDefinitions {
        throw new UnsupportedOperationException();
    }

    /** The definitions as YAML that {@link #read} reads back to equal definitions (versions aside). */
    public static String write(List<SegmentDefinition> definitions) {
        throw new UnsupportedOperationException();
    }
}
