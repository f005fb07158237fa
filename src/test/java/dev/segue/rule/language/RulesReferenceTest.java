package dev.segue.rule.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.segue.rule.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesReferenceTest {

    private static final Path PAGE = Path.of("docs/rules.md");

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        if (Boolean.getBoolean("rules.write")) {
            Files.writeString(PAGE, RulesReference.markdown());
        }

        assertThat(PAGE)
                .as("docs/rules.md; mvn test -Dtest=RulesReferenceTest -Drules.write=true writes it anew")
                .hasContent(RulesReference.markdown());
    }

    @Test
    void shouldShowDefinitionsThatAreValid() {
        List<MatchResult> shown = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(RulesReference.markdown())
                .results()
                .toList();

        assertThat(shown)
                .hasSize(2)
                .allSatisfy(one -> assertThatCode(() -> Definitions.compile(one.group(1), Limits.DEFAULT))
                        .doesNotThrowAnyException());
    }

    @Test
    void shouldNameTheKeysThatDefinitionsAreWrittenWith() throws Exception {
        String all = "segments:\n" + "  - {id: up, name: Up, tier: strategic}\n"
                + "  - {id: a, name: A, description: D, owner: O, tier: tactical, rollsUpTo: up, enter: profile.x,"
                + " exit: profile.y, stay: 1d, cooldown: 2d, holdout: 0.5}\n";

        String written = Definitions.write(Definitions.read(all));

        assertThat(DefinitionKey.NAMES)
                .allSatisfy(name -> assertThat(written).contains(" " + name + ": "))
                .hasSize(11);
    }
}
