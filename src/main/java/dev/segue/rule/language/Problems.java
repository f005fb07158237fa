package dev.segue.rule.language;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(Problem problem) {
        found.add(problem);
    }

    int size() {
        return found.size();
    }

    /** Ends the reading when anything was found. */
    void raise(Comparator<Problem> order) throws InvalidDefinitions {
        if (!found.isEmpty()) {
            throw new InvalidDefinitions(found.stream().distinct().sorted(order).toList());
        }
    }

    /** In the order of the file. */
    static Comparator<Problem> byPlace() {
        return Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);
    }
}
