package dev.segue.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.SharedFolder;
import dev.segue.membership.Change;
import dev.segue.replay.Format;
import dev.segue.replay.Intake;
import dev.segue.replay.TextFile;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real histories, and every change that an independent program found in them. */
class AcceptanceTest {

    private record Crossing(long occurredAt, String customerId, String segmentId, String type) {

        static Crossing of(Change change) {
            return new Crossing(
                    change.occurredAt(),
                    change.customerId(),
                    change.segmentId(),
                    change.type().name());
        }

        static Crossing of(JsonNode line) {
            return new Crossing(
                    line.get("occurredAt").asLong(),
                    line.get("customerId").asText(),
                    line.get("segmentId").asText(),
                    line.get("type").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uci", "rees46"})
    void shouldMakeEveryExpectedChangeAndNoOther(String history) throws Exception {
        Path folder = SharedFolder.path("acceptance");
        List<Crossing> expected = expected(folder.resolve("expected-" + history + ".jsonl.gz"));

        List<Change> changes = new ArrayList<>();
        Intake intake = new Intake();
        try (TextFile file = TextFile.open(folder.resolve("events-" + history + ".jsonl.gz"))) {
            Backtest.run(
                    segments(folder),
                    Retention.DEFAULT,
                    "seed",
                    Format.JSONL.read(file, intake),
                    OptionalLong.of(until(folder, history)),
                    changes::add);
        }

        assertThat(intake.leftOut()).isEmpty();
        assertThat(changes.stream().map(Crossing::of)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(changes)
                .isSortedAccordingTo(
                        Comparator.comparingLong(Change::occurredAt).thenComparing(Change::customerId));
    }

    private static SegmentSet segments(Path folder) throws Exception {
        return Definitions.compile(Files.readString(folder.resolve("segments.yaml")), Limits.DEFAULT);
    }

    /** The fourth column of the row that begins with the name of the events' file. */
    private static long until(Path folder, String history) throws IOException {
        String table = Files.readString(folder.resolve("README.md"));
        Matcher row = Pattern.compile("\\| `events-" + history + "[^|]*\\|[^|]*\\|[^|]*\\| (\\d+) \\|")
                .matcher(table);
        assertThat(row.find()).as("the table names until").isTrue();
        return Long.parseLong(row.group(1));
    }

    private static List<Crossing> expected(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Crossing> crossings = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crossings.add(Crossing.of(json.readTree(line)));
            }
        }
        return crossings;
    }
}
