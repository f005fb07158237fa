package dev.segue.oracle;

import dev.segue.rule.Expression;
import dev.segue.rule.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** The engine against the naive computation, on random rules and histories. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
class AssignerAgainstOracleTest {

    private static final long MIDNIGHT = 19_676L * 24 * 3600 * 1000;
    private static final int FEW = 18;
    private static final long LONG = 90L * 24 * 3600 * 1000;

    @Property(tries = 10_000)
    void shouldMakeEveryChangeAndNoOther(@ForAll("byTheMillisecond") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 2_000)
    void shouldHoldOnASlowerScale(@ForAll("byTheSecond") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 2_000)
    void shouldTakeRecordsDatedAheadWhenTheirTimeComes(@ForAll("datedAhead") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 2_000)
    void shouldForgetNoMoreThanTheRetentionAllows(@ForAll("shortRetention") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 2_000)
    void shouldChangeToOtherSegments(@ForAll("redefined") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 100)
    void shouldKeepLongHistories(@ForAll("longHistories") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 1_000)
    void shouldSwingWhereEnterAndExitBothHold(@ForAll("swinging") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 2_000)
    void shouldPassOverNoRuleThatMayHold(@ForAll("crowded") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 40)
    void shouldHoldAmongHundredsOfSegments(@ForAll("multitude") Scenario scenario) {
        Agreement.checkChanges(scenario);
    }

    @Property(tries = 500)
    void shouldReadTheRulesAsTheyAreMeant(@ForAll("inWords") Scenario scenario) {
        Agreement.checkAsRead(scenario);
    }

    @Provide
    Arbitrary<Scenario> byTheMillisecond() {
        return scenarios(random -> scenario(random, 1, LONG, false, FEW));
    }

    @Provide
    Arbitrary<Scenario> byTheSecond() {
        return scenarios(random -> scenario(random, 1000, LONG, false, FEW));
    }

    @Provide
    Arbitrary<Scenario> datedAhead() {
        return scenarios(random -> scenario(random, 1, LONG, true, FEW));
    }

    /** As short as the longest window; without repeated records, since it is open when exactly an old one is dropped. */
    @Provide
    Arbitrary<Scenario> shortRetention() {
        return scenarios(random -> scenario(random, 1, 20 + random.nextInt(10), false, FEW));
    }

    /** So many records that the customer is written in several parts. */
    @Provide
    Arbitrary<Scenario> longHistories() {
        return scenarios(
                random -> scenario(random, 1, random.nextBoolean() ? LONG : 20 + random.nextInt(100), false, 400));
    }

    /** Enter and exit may hold together; only stay and cooldown keep the customer from turning all the time. */
    @Provide
    Arbitrary<Scenario> swinging() {
        return scenarios(random -> {
            Scenario scenario = scenario(random, 1, LONG, false, FEW);
            List<Segment> segments = scenario.segments().stream()
                    .map(s -> AnyRules.segment(
                            s.id(),
                            s.enter(),
                            random.nextBoolean() ? s.exit() : s.enter(),
                            1 + random.nextInt(9),
                            1 + random.nextInt(9),
                            1))
                    .toList();
            return scenario.with(segments, scenario.steps());
        });
    }

    @Provide
    Arbitrary<Scenario> crowded() {
        return scenarios(random -> {
            boolean ahead = random.nextInt(4) == 0;
            Scenario scenario = scenario(random, 1, LONG, ahead, FEW);
            List<Segment> segments = new AnyRules(random, 1).crowd();
            Scenario crowded = scenario.with(segments, scenario.steps());
            return ahead || random.nextBoolean() ? crowded : redefined(random, crowded);
        });
    }

    @Provide
    Arbitrary<Scenario> multitude() {
        return scenarios(random -> {
            Scenario scenario = scenario(random, 1, LONG, random.nextInt(4) == 0, FEW);
            List<Segment> segments = new AnyRules(random, 1).multitude(100 + random.nextInt(300));
            return scenario.with(segments, scenario.steps());
        });
    }

    @Provide
    Arbitrary<Scenario> redefined() {
        return scenarios(random -> redefined(random, scenario(random, 1, LONG, false, FEW)));
    }

    @Provide
    Arbitrary<Scenario> inWords() {
        return scenarios(random -> rolledUp(random, scenario(random, 1000, LONG, false, FEW)));
    }

    /** Between any two steps, at the earlier one's clock or later, other segments come into force. */
    private static Scenario redefined(Random random, Scenario scenario) {
        List<Step> steps = new ArrayList<>(scenario.steps());
        int after = random.nextInt(steps.size() - 1);
        long clock = steps.get(after).clock();
        long room = steps.get(after + 1).clock() - clock;
        List<Segment> others = new AnyRules(random, scenario.unit()).changed(scenario.segments());
        steps.add(after + 1, new Step.Redefine(others, clock + random.nextInt((int) room + 1)));
        return scenario.with(scenario.segments(), steps);
    }

    /** With a strategic segment over some of them, at times. */
    private static Scenario rolledUp(Random random, Scenario scenario) {
        List<Segment> segments = new ArrayList<>();
        List<Expression> children = new ArrayList<>();
        for (Segment segment : scenario.segments()) {
            boolean child = random.nextInt(3) == 0;
            segments.add(child ? AnyRules.rollingUpTo("a0", segment) : segment);
            if (child) {
                children.add(new Expression.InSegment(segment.id()));
            }
        }
        if (!children.isEmpty()) {
            segments.add(AnyRules.union("a0", children));
        }
        return scenario.with(segments, scenario.steps());
    }

    private static Arbitrary<Scenario> scenarios(Function<Random, Scenario> scenario) {
        return Arbitraries.randomValue(scenario);
    }

    /** The days change in the middle of the history. */
    static Scenario scenario(Random random, long unit, long retention, boolean live, int most) {
        long base = MIDNIGHT - 20 * unit;
        List<Step> steps = new AnyHistory(random, unit, base, live, most).steps();
        return new Scenario(unit, base, retention, new AnyRules(random, unit).segments(), steps);
    }
}
