package dev.segue.rule.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that cannot hold unless one and the same figure reaches a number, by that number: the figure is taken once, and the
 * rules that it does not reach are passed over.
 */
public final class Ladder {

    /** Fewer rules are as quickly asked one by one. */
    private static final int LEAST_RULES = 4;

    private final Node figure;
    private final double[] steps;
    private final int[] rules;

    private Ladder(Node figure, List<Step> steps) {
        this.figure = figure;
        List<Step> sorted = steps.stream()
                .sorted(java.util.Comparator.comparingDouble(Step::least))
                .toList();
        this.steps = sorted.stream().mapToDouble(Step::least).toArray();
        this.rules = sorted.stream().mapToInt(Step::rule).toArray();
    }

    private record Step(double least, int rule) {}

    /** The ladders of the rules, given by their indexes, that are worth one. */
    public static List<Ladder> of(List<Rule> rules, BitSet indexes) {
        Map<Node, List<Step>> byFigure = new HashMap<>();
        indexes.stream().forEach(index -> {
            if (rules.get(index).guard() instanceof Guard.Reaches guard) {
                byFigure.computeIfAbsent(guard.figure(), any -> new ArrayList<>())
                        .add(new Step(guard.least(), index));
            }
        });
        List<Ladder> ladders = new ArrayList<>();
        byFigure.forEach((figure, steps) -> {
            if (steps.size() >= LEAST_RULES) {
                ladders.add(new Ladder(figure, steps));
            }
        });
        return ladders;
    }

    /** The rules of the ladder. */
    public int[] rules() {
        return rules;
    }

    /** Collects the rules whose number the figure reaches. */
    public void climb(Moment moment, BitSet reached) {
        if (figure.at(moment) instanceof Number number) {
            double value = number.doubleValue();
            for (int i = 0; i < steps.length && steps[i] <= value; i++) {
                reached.set(rules[i]);
            }
        }
    }
}
