package dev.segue.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of all trials together. */
final class Tally {

    private final Map<Scenario, List<Outcome>> outcomes = new TreeMap<>();
    private final Map<Scenario, String> leftOut = new TreeMap<>();
    private boolean good = true;

    void add(Outcome outcome) {
        outcomes.computeIfAbsent(outcome.scenario(), any -> new ArrayList<>()).add(outcome);
        good &= outcome.good();
    }

    void add(Rest rest) {
        good &= rest.good();
    }

    /** @param why it could not be played here */
    void leaveOut(Scenario scenario, String why) {
        leftOut.put(scenario, why);
    }

    boolean good() {
        return good;
    }

    /** What came of each scenario. */
    List<Summary> summaries() {
        return outcomes.entrySet().stream()
                .map(entry -> new Summary(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** A line for each scenario that was left out. */
    List<String> leftOut() {
        return leftOut.entrySet().stream()
                .map(entry -> entry.getKey().title() + ": left out. " + entry.getValue())
                .toList();
    }
}
