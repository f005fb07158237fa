package dev.segue.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The values of a chart as a table: each with its default and with the comment before it, {@code # -- what it is for}. */
final class ValuesTable {

    private static final Pattern COMMENT = Pattern.compile(" *# -- (.*)");
    private static final Pattern KEY = Pattern.compile("( *)(\\w+):.*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Row(String path, Object standard, String purpose) {}

    private final Manifest values;
    private final List<Row> rows = new ArrayList<>();

    private ValuesTable(Manifest values) {
        this.values = values;
    }

    /** @throws IllegalStateException if a value has no comment */
    static ValuesTable of(Path file) throws IOException {
        Map<String, Object> values = new Yaml().load(Files.readString(file));
        ValuesTable table = new ValuesTable(new Manifest(values));
        table.read(Files.readAllLines(file));
        return table;
    }

    private void read(List<String> lines) {
        List<String> path = new ArrayList<>();
        String purpose = null;
        int within = Integer.MAX_VALUE; // what lies deeper belongs to a value that has its comment
        for (String line : lines) {
            Matcher comment = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                purpose = comment.group(1);
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                if (depth > within) {
                    continue;
                }
                path.subList(depth, path.size()).clear();
                path.add(key.group(2));
                within = purpose == null ? Integer.MAX_VALUE : depth;
                add(path, purpose);
                purpose = null;
            }
        }
    }

    private void add(List<String> path, String purpose) {
        Object standard = values.at(path.toArray());
        if (purpose != null) {
            rows.add(new Row(String.join(".", path), standard, purpose));
        } else if (!(standard instanceof Map)) {
            throw new IllegalStateException(String.join(".", path) + " has no comment \"# -- \"");
        }
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
        rows.forEach(row ->
                text.append("| `%s` | `%s` | %s |\n".formatted(row.path(), json(row.standard()), row.purpose())));
        return text.toString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
