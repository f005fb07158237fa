package dev.segue.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Segment definitions were refused; it holds every problem found, in the order of the text. */
public final class InvalidDefinitions extends Exception {

    private final transient List<Problem> problems;

    /** @param problems at least one */
    public InvalidDefinitions(List<Problem> problems) {
        super(problems.stream()
                .map(p -> (p.segmentId() == null ? "" : p.segmentId() + ": ") + p.message())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
