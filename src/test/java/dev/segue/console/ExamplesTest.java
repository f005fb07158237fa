package dev.segue.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.catalog.Proposal;
import dev.segue.query.console.ConsoleRoutes;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentDefinition;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples that authors may begin with. */
class ExamplesTest {

    private static final Pattern TEXT = Pattern.compile("`([^`]*)`");

    static Stream<String> texts() throws Exception {
        try (InputStream module = ConsoleRoutes.class.getResourceAsStream("author/examples.js")) {
            String source = new String(module.readAllBytes(), StandardCharsets.UTF_8);
            return TEXT.matcher(source).results().map(found -> found.group(1)).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldBeValidEachByItself(String text) throws Exception {
        Proposal proposal = Proposal.read(text);

        List<SegmentDefinition> definitions = proposal.definitions();

        assertThat(definitions).hasSize(1);
        assertThat(proposal.compile(definitions, Limits.DEFAULT).segments()).hasSize(1);
        assertThat(text).doesNotContain("${");
    }

    @Test
    void shouldBeThereForWhatIsUsuallyNeeded() throws Exception {
        String all = String.join("\n", texts().toList());

        assertThat(texts()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(all).contains("cart-abandoner", "lapsed", "champion", "funnel");
    }
}
