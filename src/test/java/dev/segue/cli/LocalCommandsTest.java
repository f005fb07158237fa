package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no cluster. */
class LocalCommandsTest {

    @TempDir
    Path folder;

    @Test
    void shouldFindNothingWrongWithAValidFile() throws IOException {
        Path file = write("segments.yaml", """
                segments:
                  - {id: active, name: Active, enter: events("page_view").within(minutes(10)).count() >= 1}
                """);

        Shell shell = Shell.run("segments", "validate", file.toString());

        assertThat(shell).isEqualTo(new Shell(0, file + ": 1 segment, no problems\n", ""));
    }

    @Test
    void shouldPrintEveryProblemOfAFileAndHowManyThereAre() throws IOException {
        Path file = write("segments.yaml", """
                segments:
                  - {id: one, name: One, enter: events("page_view").within(minutes(10)).total() >= 1}
                  - {id: two, name: Two, enter: inSegment("three")}
                """);

        Shell shell = Shell.run("segments", "validate", file.toString());

        assertThat(shell.status()).isEqualTo(3);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.errLines()).anyMatch(line -> line.startsWith(file + ":2:"));
        assertThat(shell.errLines()).anyMatch(line -> line.startsWith(file + ":3:"));
        assertThat(shell.errLines()).last().isEqualTo("segue: 2 problems in " + file);
    }

    @Test
    void shouldNotStartAServiceThatAnybodyCouldReach() throws IOException {
        Path config = write("segue.properties", """
                bootstrap.servers=127.0.0.1:1
                schema.registry.url=http://127.0.0.1:1
                segue.http.host=0.0.0.0
                """);

        Shell shell = Shell.run("run", "--config", config.toString());

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.errLines())
                .containsExactly(
                        "segue: segue.http.host is 0.0.0.0: whoever reaches it could read and forget every customer."
                                + " Set segue.access.issuer to ask for tokens, or segue.access.open=true if something else keeps"
                                + " others out.");
    }

    @Test
    void shouldSayWhichFileOfTheSettingsCannotBeUsed() throws IOException {
        Path config = write("segue.properties", """
                bootstrap.servers=127.0.0.1:1
                schema.registry.url=http://127.0.0.1:1
                segue.peers.secret-file=/nowhere/secret
                """);

        Shell shell = Shell.run("run", "--config", config.toString());

        assertThat(shell.status()).isEqualTo(2);
        assertThat(shell.errLines()).containsExactly("segue: There is no file /nowhere/secret.");
    }

    @Test
    void shouldPrintTheChangesOfABacktestAsJsonLines() throws IOException {
        Path segments = write("segments.yaml", """
                segments:
                  - {id: active, name: Active, enter: events("page_view").within(minutes(10)).count() >= 1}
                """);
        Path events = write("events.jsonl", """
                {"topic":"clickstream","value":{"eventId":"e1","customerId":"ada","type":"page_view","occurredAt":"2026-01-05T10:00:00Z"}}
                {"topic":"clickstream","value":{"eventId":"e1","customerId":"ada","type":"page_view","occurredAt":"2026-01-05T10:00:00Z"}}
                nonsense
                """);

        Shell shell = Shell.run(
                "backtest",
                "--segments",
                segments.toString(),
                "--events",
                events.toString(),
                "--until",
                "2026-01-06T00:00:00Z");

        assertThat(shell.status()).isZero();
        assertThat(shell.outLines()).hasSize(2);
        JsonNode entered = new ObjectMapper().readTree(shell.outLines().get(0));
        assertThat(entered.get("customerId").asText()).isEqualTo("ada");
        assertThat(entered.get("segmentId").asText()).isEqualTo("active");
        assertThat(entered.get("type").asText()).isEqualTo("ENTERED");
        assertThat(entered.get("reason").asText()).isEqualTo("EVENT");
        assertThat(entered.get("occurredAt").asLong()).isEqualTo(1767607200000L);
        assertThat(entered.get("exitExpectedAt").asLong()).isEqualTo(1767607800000L);
        assertThat(entered.get("trigger").get("eventId").asText()).isEqualTo("e1");
        assertThat(shell.errLines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("left out 1 row: unusable record (the first: line 3: "))
                .contains("left out 1 record: duplicate eventId");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
