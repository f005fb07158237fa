package dev.segue.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** The rules that Prometheus evaluates, as the file has them. */
final class Rules {

    static final Path FILE = Path.of("helm", "segue", "rules", "segue.yaml");

    private Rules() {}

    /** Recording rules and alerts. */
    static List<Map<String, Object>> all() throws IOException {
        return maps(yaml(FILE).get("groups")).stream()
                .flatMap(group -> maps(group.get("rules")).stream())
                .toList();
    }

    static List<Map<String, Object>> alerts() throws IOException {
        return all().stream().filter(rule -> rule.containsKey("alert")).toList();
    }

    /** The names under which results are recorded. */
    static Stream<String> recorded() throws IOException {
        return all().stream().filter(rule -> rule.containsKey("record")).map(rule -> text(rule, "record"));
    }

    static String text(Map<String, Object> map, String key) {
        return String.valueOf(map.get(key));
    }

    static Map<String, Object> yaml(Path file) throws IOException {
        return new Yaml().load(Files.readString(file));
    }

    @SuppressWarnings("unchecked") // what else it were, the file would not be one of rules
    static List<Map<String, Object>> maps(Object list) {
        return list == null ? List.of() : (List<Map<String, Object>>) list;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object map) {
        return (Map<String, Object>) map;
    }
}
