package dev.segue.oracle;

import dev.segue.fuzz.AnyAuthor;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Segment;
import dev.segue.rule.language.Definitions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Definitions as the grammar gives them, read from their text: what the engine makes of them, and what it tells of that. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
class AnyDefinitionsAgainstOracleTest {

    private static final long UNIT = 1000;
    private static final long RETENTION = 90L * 24 * 3600 * 1000;
    private static final int MOST_RECORDS = 15;

    @Property(tries = 400)
    void shouldDoAsTheTextSays(@ForAll("scenarios") Scenario scenario) {
        Agreement.check(scenario);
    }

    @Property(tries = 100)
    void shouldExplainAsTheTextSays(@ForAll("scenarios") Scenario scenario) {
        ExplanationAgainstOracleTest.check(scenario);
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Arbitraries.randomValue(random -> {
            Scenario any =
                    AssignerAgainstOracleTest.scenario(random, UNIT, RETENTION, random.nextInt(4) == 0, MOST_RECORDS);
            return any.with(segments(random), any.steps());
        });
    }

    /** The first that is taken. */
    private static List<Segment> segments(Random random) {
        return Stream.generate(() -> read(new AnyAuthor(random).definitions()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<List<Segment>> read(String text) {
        try {
            return Optional.of(Definitions.compile(text, Limits.DEFAULT).segments());
        } catch (InvalidDefinitions refused) {
            return Optional.empty();
        }
    }
}
