package dev.segue.rule.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.segue.rule.Limits;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTest {

    static Stream<Function> all() {
        return Function.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldHaveAnExampleThatIsAValidRuleAndUsesIt(Function function) {
        String rule = function.example();

        assertThat(rule).contains(function.name() + "(");
        assertThatCode(() -> Definitions.compile(
                        "segments:\n  - {id: lapsed, name: L, enter: 'profile.a'}\n  - id: a\n    name: A\n    enter: >\n      "
                                + rule + "\n",
                        Limits.DEFAULT))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldSayWhatItTakesAndWhatItComesTo(Function function) {
        boolean after = function.place() != Function.Place.BY_ITSELF;

        assertThat(function.signature()).matches((after ? "\\." : "") + function.name() + "\\(.*\\) -> \\w+");
        assertThat(function.written()).startsWith((after ? "." : "") + function.name() + "(");
        assertThat(function.meaning()).endsWith(".");
    }

    @Test
    void shouldBeThoseThatTheLanguageHas() {
        Set<String> named = Function.ALL.stream().map(Function::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(RuleGrammar.functionNames());
    }
}
