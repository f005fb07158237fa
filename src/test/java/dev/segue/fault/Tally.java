package dev.segue.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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

    /** A line for each scenario, those that were left out last. */
    List<String> lines() {
        return Stream.concat(
                        outcomes.entrySet().stream().map(entry -> line(entry.getKey(), entry.getValue())),
                        leftOut.entrySet().stream()
                                .map(entry -> entry.getKey().title() + ": left out. " + entry.getValue()))
                .toList();
    }

    private static String line(Scenario scenario, List<Outcome> outcomes) {
        List<Long> waits = outcomes.stream().map(Outcome::worstMillis).sorted().toList();
        return String.format(
                Locale.ROOT,
                "%s: %d runs, %d good, %d kills, %d events, %d changes, worst wait %.1f s, median %.1f s",
                scenario.title(),
                outcomes.size(),
                outcomes.stream().filter(Outcome::good).count(),
                outcomes.stream().mapToInt(Outcome::kills).sum(),
                outcomes.stream().mapToInt(Outcome::events).sum(),
                outcomes.stream().mapToLong(Outcome::changes).sum(),
                waits.get(waits.size() - 1) / 1000.0,
                waits.get(waits.size() / 2) / 1000.0);
    }
}
