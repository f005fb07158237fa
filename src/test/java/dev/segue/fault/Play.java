package dev.segue.fault;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** A scenario with a seed, which decides on its load and its schedule. */
record Play(Scenario scenario, long seed) {

    /**
     * Those that words of the command line name: a scenario's title for some seeds, or {@code TITLE:SEED} for that seed alone.
     *
     * @param seed the first
     * @param runs how many
     * @throws IllegalArgumentException where there is no such scenario, or no such seed
     */
    static List<Play> of(String words, long seed, int runs) {
        int colon = words.indexOf(':');
        Scenario scenario = scenario(colon < 0 ? words : words.substring(0, colon));
        if (colon >= 0) {
            return List.of(new Play(scenario, seed(words.substring(colon + 1))));
        }
        return LongStream.range(seed, seed + runs)
                .mapToObj(each -> new Play(scenario, each))
                .toList();
    }

    private static Scenario scenario(String title) {
        return Arrays.stream(Scenario.values())
                .filter(scenario -> scenario.title().equals(title))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no scenario " + title + "; --list shows all."));
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("After the colon comes a seed, which is a number: " + text, e);
        }
    }

    /** As on the command line. */
    String words() {
        return scenario.title() + ":" + seed;
    }
}
