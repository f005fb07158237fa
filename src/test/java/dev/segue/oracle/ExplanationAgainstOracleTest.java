package dev.segue.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.explain.Clause;
import dev.segue.explain.Explainer;
import dev.segue.explain.Explanation;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Explanations of random rules and histories against the naive computation. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED, shrinking = ShrinkingMode.OFF)
class ExplanationAgainstOracleTest {

    private static final long LONG = 90L * 24 * 3600 * 1000;
    /** In units of the scenario. */
    private static final long HORIZON = 200;

    @Property(tries = 2_000)
    void shouldExplainTheMembershipThatIs(@ForAll("histories") Scenario scenario) {
        check(scenario);
    }

    /** Fails where somebody is told of a customer what is not so, at a few moments of the scenario. */
    static void check(Scenario scenario) {
        NaiveAssigner naive = new NaiveAssigner(scenario.segmentSet(), LONG, scenario.instants());
        Customer customer = Customer.unknown(Scenario.CUSTOMER);
        Assigner assigner = new Assigner(scenario.segmentSet(), 1, 0, scenario.kept(), "seed");
        Explainer explainer = new Explainer(new Outlook(scenario.segmentSet(), 1, 0, "seed"), 3);
        Random random = new Random(scenario.hashCode());

        for (Step step : scenario.steps()) {
            naive.take(step);
            take(step, assigner, customer);
            if (naive.contradiction()) {
                return;
            }
            if (random.nextInt(4) == 0) {
                long at = step.clock() + scenario.unit() * random.nextInt(5);
                scenario.segments()
                        .forEach(segment ->
                                check(segment, explainer.explain(customer, segment.id(), at), naive, scenario));
            }
        }
    }

    private static void take(Step step, Assigner assigner, Customer customer) {
        if (step instanceof Step.Read read) {
            assigner.apply(customer, read.event(), null, read.clock(), change -> {});
        } else {
            assigner.passTime(customer, step.clock(), change -> {});
        }
    }

    private static void check(Segment segment, Explanation explanation, NaiveAssigner before, Scenario scenario) {
        NaiveAssigner naive = before.copy();
        naive.passTime(explanation.at() + 1);

        assertThat(explanation.since())
                .as("since, of %s at %s of %s", segment.id(), explanation.at() - scenario.base(), scenario)
                .isEqualTo(naive.since().get(segment.id()));
        assertThat(explanation.enter().holds())
                .as("enter, of %s at %s of %s", segment.id(), explanation.at() - scenario.base(), scenario)
                .isEqualTo(naive.holds(segment.enter(), explanation.at()));
        assertThat(turn(explanation, scenario))
                .as("turn, of %s at %s of %s", segment.id(), explanation.at() - scenario.base(), scenario)
                .isEqualTo(turn(naive, segment.id(), explanation.at(), scenario));
        assertThat(explanation.words())
                .startsWith(explanation.member() ? "In *" : "Not in *")
                .endsWith(".")
                .doesNotContain("null");
        checkDeciding(explanation.enter());
        if (explanation.exit() != null) {
            checkDeciding(explanation.exit());
        }
    }

    private static Long turn(Explanation explanation, Scenario scenario) {
        Long turn = explanation.member() ? explanation.exitExpectedAt() : explanation.entryExpectedAt();
        return turn == null || turn > explanation.at() + HORIZON * scenario.unit() ? null : turn;
    }

    private static Long turn(NaiveAssigner naive, String segmentId, long at, Scenario scenario) {
        NaiveAssigner future = naive.copy();
        boolean member = future.since().containsKey(segmentId);
        LongUnaryOperator next = scenario.instants();
        for (long now = next.applyAsLong(at); now <= at + HORIZON * scenario.unit(); now = next.applyAsLong(now)) {
            future.passTime(now + 1);
            if (future.since().containsKey(segmentId) != member) {
                return now;
            }
        }
        return null;
    }

    /** Turning all that decide turns the answer, turning a single one that does not decide never does. */
    private static void checkDeciding(Clause rule) {
        List<Clause> tests = rule.tests().toList();
        List<Clause> deciding = tests.stream().filter(Clause::decides).toList();

        assertThat(holds(rule, List.of())).isEqualTo(rule.holds());
        assertThat(holds(rule, deciding)).isEqualTo(!rule.holds());
        for (Clause test : tests) {
            if (!test.decides()) {
                assertThat(holds(rule, List.of(test))).isEqualTo(rule.holds());
            }
        }
    }

    private static boolean holds(Clause clause, List<Clause> turned) {
        List<Boolean> parts = new ArrayList<>();
        clause.clauses().forEach(part -> parts.add(holds(part, turned)));
        return switch (clause.kind()) {
            case ALL -> !parts.contains(false);
            case ANY -> parts.contains(true);
            case NOT -> !parts.get(0);
            case CHOICE -> parts.get(0) ? parts.get(1) : parts.get(2);
            // the very clause: equal ones elsewhere in the rule are others
            case COMPARISON, MEMBERSHIP, TEST ->
                clause.holds() != turned.stream().anyMatch(one -> one == clause);
        };
    }

    @Provide
    Arbitrary<Scenario> histories() {
        return Arbitraries.randomValue(
                random -> AssignerAgainstOracleTest.scenario(random, 1, LONG, random.nextBoolean(), 12));
    }
}
