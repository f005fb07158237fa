package dev.segue.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard as Grafana reads it.
 *
 * @param file its name
 * @param json the whole of it
 */
record Dashboard(String file, JsonNode json) {

    private static final Path FOLDER = Path.of("helm", "segue", "dashboards");

    /** A query of a panel. */
    record Query(String panel, String text) {

        /** As Grafana would send it with everything chosen. */
        String filled() {
            return text.replace("$instance", ".+")
                    .replace("$segment", ".+")
                    .replace("$__rate_interval", "1m")
                    .replace("$__range", "5m");
        }

        @Override
        public String toString() {
            return panel + ": " + text;
        }
    }

    static List<Dashboard> all() throws IOException {
        List<Dashboard> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                all.add(new Dashboard(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile())));
            }
        }
        return all;
    }

    String title() {
        return json.get("title").asText();
    }

    /** With the rows between them, in order. */
    List<JsonNode> panelsAndRows() {
        return list(json.get("panels"));
    }

    List<JsonNode> panels() {
        return panelsAndRows().stream().filter(panel -> !isRow(panel)).toList();
    }

    List<Query> queries() {
        return panels().stream().flatMap(panel -> queries(panel).stream()).toList();
    }

    List<Query> queries(JsonNode panel) {
        return list(panel.get("targets")).stream()
                .map(target -> new Query(
                        file + " " + panel.get("title").asText(),
                        target.get("expr").asText()))
                .toList();
    }

    static boolean isRow(JsonNode panel) {
        return panel.get("type").asText().equals("row");
    }

    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> all = new ArrayList<>();
        array.forEach(all::add);
        return all;
    }

    @Override
    public String toString() {
        return file;
    }
}
