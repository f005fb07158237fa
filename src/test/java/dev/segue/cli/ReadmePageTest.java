package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands that the README and the pages beside it print. */
class ReadmePageTest {

    private static final Pattern PRINTED = Pattern.compile("(?m)^\\./segue ([^#\n]+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `segue ([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "SECURITY.md"})
    void shouldPrintCommandsThatAreUnderstood(String page) throws IOException {
        List<MatchResult> printed = all(PRINTED, Files.readString(Path.of(page)));

        assertThat(printed)
                .isNotEmpty()
                .allSatisfy(line -> assertThatCode(() -> Segue.commandLine()
                                .parseArgs(line.group(1).strip().split(" +")))
                        .doesNotThrowAnyException());
    }

    @Test
    void shouldListEveryCommandWithOptionsOfIts() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (MatchResult row : all(ROW, Files.readString(Path.of("README.md")))) {
            CommandLine command = Segue.commandLine();
            List<String> names = new ArrayList<>();
            for (String word : row.group(1).split(" ")) {
                if (!command.getSubcommands().containsKey(word)) {
                    break;
                }
                command = command.getSubcommands().get(word);
                names.add(word);
            }
            listed.add(String.join(" ", names));
            assertThat(all(OPTION, row.group(1)).stream().map(MatchResult::group))
                    .as(row.group())
                    .isSubsetOf(command.getCommandSpec().optionsMap().keySet());
        }

        assertThat(listed).isEqualTo(leaves(Segue.commandLine(), ""));
    }

    @Test
    void shouldShowDefinitionsThatAreValid() throws IOException {
        String shown = all(Pattern.compile("(?s)```yaml\n(.*?)```"), Files.readString(Path.of("README.md")))
                .get(0)
                .group(1);

        assertThatCode(() -> Definitions.compile(shown, Limits.DEFAULT)).doesNotThrowAnyException();
    }

    /** The change that the page shows is one that its backtest prints. */
    @Test
    void shouldShowAChangeThatTheBacktestMakes() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        String shown =
                all(Pattern.compile("(?s)```json\n(.*?)```"), page).get(0).group(1);
        String backtest = all(Pattern.compile("(?m)^\\./segue (backtest .+)$"), page)
                .get(0)
                .group(1);

        ObjectMapper json = new ObjectMapper();
        List<JsonNode> changes = new ArrayList<>();
        for (String line : Shell.run(backtest.split(" +")).outLines()) {
            changes.add(json.readTree(line));
        }

        assertThat(changes).hasSize(6).contains(json.readTree(shown));
    }

    private static Set<String> leaves(CommandLine command, String name) {
        Set<String> leaves = new TreeSet<>();
        command.getSubcommands().forEach((word, sub) -> {
            String full = (name + " " + word).strip();
            leaves.addAll(sub.getSubcommands().isEmpty() ? Set.of(full) : leaves(sub, full));
        });
        return leaves;
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
