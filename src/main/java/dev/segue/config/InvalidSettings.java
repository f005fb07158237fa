package dev.segue.config;

import java.util.List;

/** Settings were refused; it holds every problem found. */
public final class InvalidSettings extends Exception {

    private final transient List<String> problems;

    /** @param problems at least one, each a sentence */
    public InvalidSettings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
