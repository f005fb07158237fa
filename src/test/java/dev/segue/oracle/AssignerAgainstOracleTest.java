package dev.segue.oracle;

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

    @Provide
    Arbitrary<Scenario> byTheMillisecond() {
        return scenarios(random -> scenario(random, 1, LONG, false, true));
    }

    @Provide
    Arbitrary<Scenario> byTheSecond() {
        return scenarios(random -> scenario(random, 1000, LONG, false, true));
    }

    @Provide
    Arbitrary<Scenario> datedAhead() {
        return scenarios(random -> scenario(random, 1, LONG, true, true));
    }

    /** As short as the longest window; without repeated records, since it is open when exactly an old one is dropped. */
    @Provide
    Arbitrary<Scenario> shortRetention() {
        return scenarios(random -> scenario(random, 1, 20 + random.nextInt(10), false, false));
    }

    private static Arbitrary<Scenario> scenarios(Function<Random, Scenario> scenario) {
        return Arbitraries.randomValue(scenario);
    }

    /** The days change in the middle of the history. */
    static Scenario scenario(Random random, long unit, long retention, boolean live, boolean repeats) {
        long base = MIDNIGHT - 20 * unit;
        List<Step> steps = new AnyHistory(random, unit, base, live, repeats).steps();
        return new Scenario(unit, base, retention, new AnyRules(random, unit).segments(), steps);
    }
}
