package dev.segue.oracle;

import dev.segue.membership.Change;
import dev.segue.membership.Membership;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether the engine does what the naive computation says, and in words what not. */
final class Agreement {

    private static final long LONGEST = 400L * 24 * 3600 * 1000;

    private Agreement() {}

    /** Fails where the engine, deciding by the rules as read from their text, differs. */
    static void checkAsRead(Scenario scenario) {
        List<SegmentDefinition> texts =
                scenario.segments().stream().map(Segment::definition).toList();
        SegmentSet read;
        try {
            read = Definitions.compile(texts, new Limits(LONGEST, LONGEST, LONGEST));
        } catch (InvalidDefinitions e) {
            throw new AssertionError("refused: " + e.getMessage() + "\n" + scenario, e);
        }
        NaiveAssigner expected = scenario.expected();
        String difference = expected.contradiction() ? null : difference(scenario, read, expected, false);
        if (difference != null) {
            throw new AssertionError("as read from the text: " + difference + "\n" + scenario);
        }
    }

    /** Fails with the smallest scenario found in which the two differ. */
    static void check(Scenario scenario) {
        if (difference(scenario) == null) {
            return;
        }
        Scenario smallest = Shrinking.smallest(scenario, smaller -> difference(smaller) != null);
        throw new AssertionError(difference(smallest) + "\n" + smallest);
    }

    /** The same for sets so large that the naive computation cannot be asked when each membership ends. */
    static void checkChanges(Scenario scenario) {
        if (differenceOfChanges(scenario) == null) {
            return;
        }
        Scenario smallest = Shrinking.smallest(scenario, smaller -> differenceOfChanges(smaller) != null);
        throw new AssertionError(differenceOfChanges(smallest) + "\n" + smallest);
    }

    private static String differenceOfChanges(Scenario scenario) {
        List<NaiveChange> expected = scenario.expected().changes();
        EngineRun inMemory = EngineRun.of(scenario.segmentSet(), scenario, false);
        EngineRun written = EngineRun.of(scenario.segmentSet(), scenario, true);
        for (EngineRun run : List.of(inMemory, written)) {
            for (int i = 0; i < Math.max(expected.size(), run.changes().size()); i++) {
                if (i >= expected.size()
                        || i >= run.changes().size()
                        || !same(expected.get(i), run.changes().get(i))) {
                    return "change " + (i + 1) + (run == written ? ", written and read between steps" : "");
                }
            }
        }
        // the last step passes all time, so that hardly anybody is in anything after it
        List<Step> steps = scenario.steps().subList(0, scenario.steps().size() - 1);
        Scenario before = scenario.with(scenario.segments(), steps);
        return exits(
                EngineRun.of(scenario.segmentSet(), before, false).memberships(),
                EngineRun.of(scenario.segmentSet(), before, true).memberships());
    }

    /** Who stays in memory foresees anew only what something bears on; whoever is read, everything. */
    private static String exits(List<Membership> inMemory, List<Membership> written) {
        for (int i = 0; i < inMemory.size(); i++) {
            Long kept = inMemory.get(i).exitExpectedAt();
            Long anew = written.get(i).exitExpectedAt();
            if (kept != null && anew != null && !kept.equals(anew)) {
                return "exit of " + inMemory.get(i).segmentId() + " expected at " + kept + " instead of " + anew;
            }
        }
        return null;
    }

    private static String difference(Scenario scenario) {
        NaiveAssigner expected = scenario.expected();
        // rules of which both hold swing at instants beside the multiples of a coarse unit, which are not all looked at
        if (expected.contradiction() && scenario.unit() >= 5) {
            return null;
        }
        String asIs = difference(scenario, scenario.segmentSet(), expected, false);
        return asIs != null ? asIs : difference(scenario, scenario.segmentSet(), expected, true);
    }

    /**
     * Null for none.
     *
     * @param segments what the engine is to decide by
     * @param written whether the customer is written and read between any two steps
     */
    static String difference(Scenario scenario, SegmentSet segments, NaiveAssigner expected, boolean written) {
        String difference;
        try {
            EngineRun run = EngineRun.of(segments, scenario, written);
            difference = difference(expected.changes(), run.changes());
            difference = difference != null ? difference : broken(run.changes());
            difference = difference != null ? difference : memberships(scenario, expected, run);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            StackTraceElement[] trace = e.getStackTrace();
            difference = "the engine failed: " + e + (trace.length > 0 ? " at " + trace[0] : "");
        }
        return difference == null || !written ? difference : "(written and read between steps) " + difference;
    }

    private static String difference(List<NaiveChange> expected, List<Change> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            if (i >= actual.size() || i >= expected.size() || !same(expected.get(i), actual.get(i))) {
                return "change " + (i + 1) + "\n  expected " + (i < expected.size() ? expected.get(i) : "none")
                        + "\n  but was  " + (i < actual.size() ? brief(actual.get(i)) : "none");
            }
            String exit = exit(expected.get(i), actual.get(i));
            if (exit != null) {
                return exit;
            }
        }
        return null;
    }

    private static boolean same(NaiveChange expected, Change actual) {
        return expected.occurredAt() == actual.occurredAt()
                && expected.segmentId().equals(actual.segmentId())
                && expected.type() == actual.type()
                && expected.reasons().contains(actual.reason())
                && expected.sequence() == actual.sequence()
                && expected.memberOf().equals(actual.memberOf());
    }

    private static String exit(NaiveChange expected, Change actual) {
        if (actual.type() == Change.Type.EXITED || actual.exitExpectedAt() == null) {
            return null;
        }
        return exit(expected.after(), actual.segmentId(), actual.exitExpectedAt(), brief(actual));
    }

    private static String exit(NaiveAssigner state, String segment, long expectedAt, String what) {
        Long exit = state.exitOf(segment, expectedAt);
        return exit != null && exit == expectedAt
                ? null
                : "exit is at " + exit + ", but was expected at " + expectedAt + " by " + what;
    }

    /** The guarantees that need no oracle: dense sequences, strict alternation, memberOf the fold of the changes. */
    private static String broken(List<Change> changes) {
        Map<String, Long> members = new TreeMap<>();
        long sequence = 0;
        for (Change change : changes) {
            boolean entered = change.type() == Change.Type.ENTERED;
            if (entered == members.containsKey(change.segmentId())) {
                return "does not alternate: " + brief(change);
            } else if (entered) {
                members.put(change.segmentId(), change.occurredAt());
            } else {
                members.remove(change.segmentId());
            }
            sequence = change.sequence() == 1 && members.size() <= 1 && entered ? 1 : sequence + 1;
            if (change.sequence() != sequence || !change.memberOf().equals(List.copyOf(members.keySet()))) {
                return "is not the fold of the changes: " + brief(change);
            }
        }
        return null;
    }

    private static String memberships(Scenario scenario, NaiveAssigner expected, EngineRun run) {
        Map<String, Long> since = new TreeMap<>();
        for (Membership membership : run.memberships()) {
            since.put(membership.segmentId(), membership.since());
        }
        return since.equals(expected.since()) ? null : "memberships " + since + " instead of " + expected.since();
    }

    private static String brief(Change c) {
        return c.type() + " " + c.segmentId() + " @" + c.occurredAt() + " " + c.reason() + " #" + c.sequence() + " "
                + c.memberOf() + " exitExpectedAt " + c.exitExpectedAt();
    }
}
