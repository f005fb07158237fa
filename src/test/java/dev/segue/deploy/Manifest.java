package dev.segue.deploy;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** One rendered object. */
record Manifest(Map<String, Object> content) {

    String kind() {
        return (String) content.get("kind");
    }

    String name() {
        return at("metadata", "name");
    }

    /** What is at the end of the path, of keys and positions in lists; null if nothing is. */
    @SuppressWarnings("unchecked")
    <T> T at(Object... path) {
        Object found = content;
        for (Object step : path) {
            if (found instanceof Map<?, ?> map) {
                found = map.get(step);
            } else if (found instanceof List<?> list) {
                found = list.get((int) step);
            } else {
                return null;
            }
        }
        return (T) found;
    }

    String yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(content);
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
