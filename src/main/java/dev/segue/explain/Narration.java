package dev.segue.explain;

import dev.segue.explain.words.Figures;
import dev.segue.membership.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explanation in one to three sentences. */
final class Narration {

    /** Findings named at most; the rest is counted. */
    private static final int MOST_FINDINGS = 4;

    private final Situation situation;

    Narration(Situation situation) {
        this.situation = situation;
    }

    String words() {
        List<String> sentences = new ArrayList<>();
        sentences.add(standing() + ": " + reasons() + ".");
        if (situation.member()) {
            sentences.add(stay());
            sentences.add(leaving());
        } else {
            sentences.add(cooldown());
            sentences.add(entering());
        }
        return sentences.stream().filter(Objects::nonNull).collect(Collectors.joining(" "));
    }

    private String standing() {
        String name = "*" + situation.segment().definition().name() + "*";
        String inexact = situation.exact() ? "" : " (as far as is kept)";
        if (situation.member()) {
            String holdout = situation.arm() == Arm.HOLDOUT ? " (control group)" : "";
            return "In " + name + holdout + " since " + Figures.instant(situation.since()) + inexact;
        }
        String left = situation.leftAt() == null ? "" : ", left at " + Figures.instant(situation.leftAt());
        return "Not in " + name + left + inexact;
    }

    private String reasons() {
        List<String> reasons = deciding().map(Clause::words).distinct().toList();
        int more = reasons.size() - MOST_FINDINGS;
        return reasons.stream().limit(MOST_FINDINGS).collect(Collectors.joining("; "))
                + (more <= 0 ? "" : "; and " + more + (more == 1 ? " more condition" : " more conditions"));
    }

    private Stream<Clause> deciding() {
        return situation.deciding().tests().filter(Clause::decides);
    }

    private String stay() {
        return situation.stayUntil() == null
                ? null
                : "Stays until " + Figures.instant(situation.stayUntil()) + " at least (a stay of "
                        + Figures.duration(situation.segment().stayMillis()) + ").";
    }

    private String leaving() {
        return situation.turnsAt() == null ? null : "Will leave at " + turn();
    }

    private String cooldown() {
        return situation.cooldownUntil() == null
                ? null
                : "Cannot enter again before " + Figures.instant(situation.cooldownUntil()) + " (a cooldown of "
                        + Figures.duration(situation.segment().cooldownMillis()) + ").";
    }

    private String entering() {
        if (situation.turnsAt() != null) {
            return "Will enter at " + turn();
        }
        String need = String.join(", and ", needs());
        return need.isEmpty() ? null : "To enter: " + need + ".";
    }

    /** The instant, and what will be the case then of what turns. */
    private String turn() {
        long instant = situation.turnsAt();
        String then = situation
                .deciding()
                .tests()
                .filter(test -> Objects.equals(test.turnsAt(), instant))
                .findFirst()
                .map(test -> ": then " + test.then())
                .orElse("");
        return Figures.instant(instant) + " if nothing happens" + then + ".";
    }

    /** What would let the customer in; null for a member. */
    String toEnter() {
        if (situation.member()) {
            return null;
        }
        List<String> needs = needs();
        if (situation.cooldownUntil() != null) {
            needs.add("the end of the cooldown at " + Figures.instant(situation.cooldownUntil()));
        }
        return String.join(", and ", needs);
    }

    private List<String> needs() {
        List<String> needs = new ArrayList<>();
        needs.add(need(situation.enter(), true));
        if (situation.exitKeepsOut()) {
            needs.add(need(situation.exit(), false));
        }
        needs.removeIf(String::isEmpty);
        return needs;
    }

    private static String need(Clause clause, boolean wanted) {
        if (clause.clauses().isEmpty()) {
            return clause.missing() == null ? "" : clause.missing().words();
        }
        if (clause.holds() == wanted) {
            return "";
        }
        boolean turned = clause.kind() == Clause.Kind.NOT;
        List<String> needs = clause.clauses().stream()
                .map(part -> need(part, wanted != turned))
                .filter(need -> !need.isEmpty())
                .distinct()
                .toList();
        boolean every = clause.kind() == (wanted ? Clause.Kind.ALL : Clause.Kind.ANY);
        return needs.size() < 2
                ? String.join("", needs)
                : (every ? "" : "either ") + String.join(every ? ", and " : ", or ", needs);
    }
}
