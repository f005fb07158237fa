package dev.segue.explain;

import dev.segue.explain.words.Phrases;
import dev.segue.membership.Change;
import dev.segue.membership.Evidence;
import dev.segue.rule.Expression;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Why memberships changed, each in one short sentence: from the rule that decided and what it measured then. Where the rule is no
 * longer known, the sentence says what was measured. Safe for use by several threads.
 */
public final class Grounds {

    /** Findings named at most; the rest is counted. */
    private static final int MOST_FINDINGS = 2;

    private static final int MOST_RULES = 1_000;

    private final Phrases phrases;
    private final Findings findings;
    private final Map<String, Optional<Expression>> rules = new LinkedHashMap<>(16, 0.75f, true);

    /** @param segmentName the name of the segment of an id */
    public Grounds(UnaryOperator<String> segmentName) {
        phrases = new Phrases(segmentName);
        findings = new Findings(phrases);
    }

    /**
     * A change.
     *
     * @param at when it occurred, epoch milliseconds
     * @param definition the version that decided, or null where it is not known any longer
     */
    public record Turn(
            Change.Type type, Change.Reason reason, long at, List<Evidence> evidence, SegmentDefinition definition) {

        boolean entered() {
            return type == Change.Type.ENTERED;
        }

        /** Whether the rule for leaving decided. */
        boolean byExit() {
            return !entered() && definition.exit() != null;
        }
    }

    /** The sentence, to stand after a colon: without a capital and a full stop. */
    public String of(Turn turn) {
        if (turn.reason() == Change.Reason.FORGOTTEN) {
            return "the customer was forgotten";
        }
        Optional<Ruling> ruling = ruling(turn);
        if (ruling.isEmpty()) {
            return lead(turn)
                    + turn.evidence().stream()
                            .limit(1)
                            .map(one ->
                                    ": " + one.expression() + " = " + (one.value() == null ? "nothing" : one.value()))
                            .collect(Collectors.joining());
        }
        return told(turn, ruling.get());
    }

    private Optional<Ruling> ruling(Turn turn) {
        if (turn.definition() == null) {
            return Optional.empty();
        }
        Optional<Expression> rule = rule(turn);
        for (boolean plain : new boolean[] {false, true}) {
            try {
                Evidenced evidenced = new Evidenced(turn.evidence(), turn.at(), plain);
                if (rule.isPresent()
                        && evidenced.covers(rule.get())
                        && evidenced.holds(rule.get()) == (turn.entered() || turn.byExit())) {
                    return Optional.of(Ruling.of(rule.get(), evidenced, !turn.byExit()));
                }
            } catch (IllegalArgumentException | java.time.DateTimeException otherThanItLooks) {
                // then the evidence stands as it is
            }
        }
        return Optional.empty();
    }

    /** The rule that decided; of a segment that is the union of others, these. */
    private Optional<Expression> rule(Turn turn) {
        String text =
                turn.byExit() ? turn.definition().exit() : turn.definition().enter();
        if (text == null) {
            text = turn.evidence().stream().map(Evidence::expression).collect(Collectors.joining(" || "));
        }
        synchronized (rules) {
            if (rules.size() > MOST_RULES) {
                rules.remove(rules.keySet().iterator().next());
            }
            return rules.computeIfAbsent(text, Grounds::read);
        }
    }

    private static Optional<Expression> read(String text) {
        try {
            return Optional.of(Definitions.rule(text));
        } catch (InvalidDefinitions otherThanItWas) {
            return Optional.empty();
        }
    }

    private String told(Turn turn, Ruling ruling) {
        List<Ruling.Test> tests = new ArrayList<>(ruling.deciding());
        tests.sort(Comparator.comparing(test -> !ruling.isOf(test, turn.reason())));
        if (turn.reason() == Change.Reason.TIME) {
            Optional<String> passed = tests.stream()
                    .flatMap(test -> passed(test, ruling, turn, tests.size() == 1).stream())
                    .findFirst();
            if (passed.isPresent()) {
                return passed.get();
            }
        }
        int more = tests.size() - MOST_FINDINGS;
        String found = tests.stream()
                        .limit(MOST_FINDINGS)
                        .map(test -> found(test, ruling))
                        .distinct()
                        .collect(Collectors.joining("; "))
                + (more <= 0 ? "" : "; and " + more + (more == 1 ? " more condition" : " more conditions"));
        return turn.reason() == Change.Reason.EVENT ? found : lead(turn) + ": " + found;
    }

    private String found(Ruling.Test test, Ruling ruling) {
        String found = findings.found(test.expression(), ruling.evidenced()::value);
        String asked = findings.asked(test.expression(), test.wanted());
        boolean saysIt =
                ruling.evidenced().holds(test.expression()) == test.wanted() && !isOfNumbers(test.expression());
        return asked.isEmpty() || saysIt ? found : found + ", " + asked;
    }

    private static boolean isOfNumbers(Expression test) {
        return test instanceof Expression.Comparison any
                && Findings.facing(any).left() instanceof Expression.Measure
                && Findings.facing(any).right() instanceof Expression.Constant;
    }

    /** How much time has passed since what, where it was that. */
    private Optional<String> passed(Ruling.Test test, Ruling ruling, Turn turn, boolean alone) {
        if (!(test.expression() instanceof Expression.Comparison any)
                || !(Findings.facing(any).right() instanceof Expression.Constant threshold)) {
            return Optional.empty();
        }
        Expression left = Findings.facing(any).left();
        Expression.Measure since = Findings.sinceWhich(left);
        if (since != null) {
            return since(since, threshold.value(), ruling.evidenced().value(left));
        }
        // a shortest stay or absence may have put off what something else had decided
        boolean atOnce = turn.definition().stay() == null && turn.definition().cooldown() == null;
        return alone && atOnce
                ? Expiry.of(left, any, threshold, ruling).map(expiry -> expiry.words(phrases))
                : Optional.empty();
    }

    private Optional<String> since(Expression.Measure measure, Object asked, Object found) {
        boolean justNow = asked instanceof Expression.Span span
                && found instanceof Expression.Span value
                && value.millis() - span.millis() >= 0
                // where more than that was asked for, it turned at the millisecond after
                && value.millis() - span.millis() <= 1;
        String which = measure.aggregate() == Expression.Aggregate.FIRST ? "first " : "last ";
        return justNow
                ? Optional.of(Phrases.passed(((Expression.Span) asked).millis()) + " since the " + which
                        + phrases.entry(measure.selection()))
                : Optional.empty();
    }

    private static String lead(Turn turn) {
        return switch (turn.reason()) {
            case EVENT -> "an event decided";
            case TIME -> "time has passed";
            case PROFILE -> "the profile changed";
            case SEGMENT -> "another membership changed";
            case DEFINITION -> ofDefinition(turn);
            case FORGOTTEN -> "the customer was forgotten";
        };
    }

    private static String ofDefinition(Turn turn) {
        if (turn.evidence().isEmpty() && !turn.entered()) {
            return "the rule was changed or retired";
        }
        boolean first = turn.definition() != null && turn.definition().version() == 1;
        return first ? "the rule is new" : "the rule was changed";
    }
}
