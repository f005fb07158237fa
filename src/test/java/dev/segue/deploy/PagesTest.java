package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.config.SettingsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for readers name is there. */
class PagesTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern SETTING = Pattern.compile("(?<![.\\w/])segue\\.[a-z][.a-z-]*[a-z](?=[`=:])");
    private static final Pattern VALUE = Pattern.compile("--set(?:-string)? '?([^=\\s]+)=([^'\\s]+)'?");

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                Path.of("README.md"),
                Path.of("SECURITY.md"),
                Path.of("CHANGELOG.md"),
                Path.of("bench/README.md"),
                Chart.FOLDER.resolve("README.md")));
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldLinkToWhatIsThere(Path page) throws IOException {
        for (MatchResult link : all(LINK, Files.readString(page))) {
            Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));

            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("%s", target).contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void shouldNameSettingsThatThereAre(Path page) throws IOException {
        List<String> keys = all(Pattern.compile("(?m)^\\| `(segue\\.[^`]+)`"), SettingsReference.markdown()).stream()
                .map(key -> key.group(1))
                .toList();

        assertThat(all(SETTING, Files.readString(page)).stream().map(MatchResult::group))
                .isSubsetOf(keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "helm/segue/README.md"})
    void shouldInstallTheChartByWhatTheyPrint(String page) throws IOException {
        String command = all(
                        Pattern.compile("helm install segue helm/segue (?:.*\\\\\n)*.*"),
                        Files.readString(Path.of(page)))
                .get(0)
                .group();
        Map<String, String> values = new LinkedHashMap<>();
        all(VALUE, command).forEach(value -> values.put(value.group(1), value.group(2)));

        Chart chart = Chart.released("segue", values);

        Manifest pods = chart.the("StatefulSet");
        assertThat(pods.name()).isEqualTo("segue");
        assertThat(pods.<String>at("spec", "template", "spec", "containers", 0, "image"))
                .isEqualTo("REGISTRY/segue:0.1.0");
        assertThat(chart.the("ConfigMap", "").<String>at("data", "segue.properties"))
                .contains("bootstrap.servers=kafka:9092\n", "segue.topics.create=true\n", "segue.access.open=true\n");
    }

    @Test
    void shouldFindLinksAndSettings() {
        assertThat(all(LINK, "[a](docs/a.md#b-c) [d](https://e)")).hasSize(1);
        assertThat(all(SETTING, "`segue.clock`, segue.max-future=5m, `segue.topic.*`, `dev.segue.audit`.").stream()
                        .map(MatchResult::group))
                .containsExactly("segue.clock", "segue.max-future");
    }

    /** Of the headings, as they are linked to. */
    private static List<String> anchors(Path page) throws IOException {
        return all(Pattern.compile("(?m)^#+ (.+)$"), Files.readString(page)).stream()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
