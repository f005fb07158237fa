package dev.segue.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.SharedFolder;
import dev.segue.event.CustomerEvent;
import dev.segue.replay.Format;
import dev.segue.replay.Intake;
import dev.segue.replay.TextFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A real history from beside the project, with the definitions to assign by and every change that they make of it.
 *
 * @param until the instant to which the clock runs after the last event
 */
public record History(Path events, String definitions, List<Crossing> expected, long until) {

    /** The history of that name; the test is skipped where there is none. */
    public static History of(String name) throws IOException {
        Path folder = SharedFolder.path("acceptance");
        return new History(
                folder.resolve("events-" + name + ".jsonl.gz"),
                Files.readString(folder.resolve("segments.yaml")),
                expected(folder.resolve("expected-" + name + ".jsonl.gz")),
                until(folder.resolve("README.md"), name));
    }

    /** Hands over all events, in order. */
    public void forEach(Consumer<CustomerEvent> each) throws IOException {
        try (TextFile file = TextFile.open(events)) {
            Iterator<? extends CustomerEvent> all = Format.JSONL.read(file, new Intake());
            all.forEachRemaining(each);
        }
    }

    private static long until(Path table, String name) throws IOException {
        Matcher row = Pattern.compile("\\| `events-" + name + "[^|]*\\|[^|]*\\|[^|]*\\| (\\d+) \\|")
                .matcher(Files.readString(table));
        if (!row.find()) {
            throw new IllegalStateException("The table in " + table + " does not name until for " + name);
        }
        return Long.parseLong(row.group(1));
    }

    private static List<Crossing> expected(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Crossing> crossings = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode node = json.readTree(line);
                crossings.add(new Crossing(
                        node.get("occurredAt").asLong(),
                        node.get("customerId").asText(),
                        node.get("segmentId").asText(),
                        node.get("type").asText()));
            }
        }
        return crossings;
    }
}
