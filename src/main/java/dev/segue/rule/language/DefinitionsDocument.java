package dev.segue.rule.language;

import dev.segue.rule.SegmentDefinition;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML or JSON file of definitions: its form, not the meaning of its values. */
final class DefinitionsDocument {

    private static final Pattern JSON_SLASH = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\/");

    private static final int MAX_CODE_POINTS = 64 << 20;

    private final SourceText file;
    private final Problems problems;
    private final List<Draft> drafts = new ArrayList<>();

    private DefinitionsDocument(String text, Problems problems) {
        this.file = new SourceText(text);
        this.problems = problems;
    }

    /** The definitions in the text, as far as they can be made out. */
    static List<Draft> read(String text, Problems problems) {
        String yaml = yaml(text);
        DefinitionsDocument document = new DefinitionsDocument(yaml, problems);
        document.compose(yaml).ifPresent(document::root);
        return List.copyOf(document.drafts);
    }

    /** JSON may be indented by tabs and may escape a slash, which the YAML reader does not allow. */
    private static String yaml(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return text;
        }
        return JSON_SLASH.matcher(text.replace('\t', ' ')).replaceAll("$1\\\\x2f");
    }

    private Optional<Node> compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                problems.add(file.all().problem(null, 0, "the file has no definitions; it starts with `segments:`"));
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            problems.add(file.problem(null, YamlAdvice.place(e), YamlAdvice.message(e)));
        } catch (YAMLException e) {
            problems.add(file.all().problem(null, 0, "this is not YAML: " + YamlAdvice.firstLine(e.getMessage())));
        }
        return Optional.empty();
    }

    private void root(Node root) {
        if (!(root instanceof MappingNode mapping)) {
            add(null, root, "the file starts with `segments:`, a list of definitions below it");
            return;
        }
        Map<String, Node> entries = entries(mapping, List.of("segments"), null);
        Node segments = entries.get("segments");
        if (segments instanceof SequenceNode list) {
            list.getValue().forEach(this::segment);
        } else if (segments != null) {
            add(null, segments, "`segments` is a list: each definition starts with `- id:`");
        } else if (entries.isEmpty() && mapping.getValue().isEmpty()) {
            add(null, root, "`segments` is missing: the list of the definitions");
        }
    }

    private void segment(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            add(null, node, "a definition has keys: it starts with `- id:`");
            return;
        }
        String id = id(mapping);
        Map<String, Passage> values = new HashMap<>();
        Set<String> spoilt = misspelt(mapping);
        entries(mapping, DefinitionKey.NAMES, id).forEach((key, value) -> {
            if (!(value instanceof ScalarNode scalar)) {
                spoilt.add(key);
                add(id, value, "`" + key + "` is a single value, not a list or keys of its own");
            } else if (scalar.getTag().startsWith("!")) {
                spoilt.add(key);
                add(id, value, "a value that starts with `!` must stand in quotes, or below `" + key + ": >`");
            } else if (!scalar.getTag().equals(Tag.NULL)) {
                values.put(key, file.value(scalar));
            }
        });
        drafts.add(new Draft(definition(values), file.at(node.getStartMark()), values, spoilt));
    }

    /** The keys that are meant by those unknown. */
    private static Set<String> misspelt(MappingNode mapping) {
        Set<String> meant = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key && !DefinitionKey.NAMES.contains(key.getValue())) {
                Nearest.to(key.getValue(), DefinitionKey.NAMES).ifPresent(meant::add);
            }
        }
        return meant;
    }

    private static String id(MappingNode mapping) {
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals("id")
                    && entry.getValueNode() instanceof ScalarNode value) {
                return value.getValue();
            }
        }
        return null;
    }

    /** The entries of a mapping by key; unknown and repeated keys are problems. */
    private Map<String, Node> entries(MappingNode mapping, List<String> known, String id) {
        Map<String, Node> entries = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                add(id, entry.getKeyNode(), unknown(key, known));
            } else if (entries.putIfAbsent(key, entry.getValueNode()) != null) {
                add(id, entry.getKeyNode(), "`" + key + "` is there twice; keep one");
            }
        }
        return entries;
    }

    private static String unknown(String key, List<String> known) {
        String question = Nearest.question(key, known);
        return "unknown key `" + key + "`"
                + (question.isEmpty() ? "; the keys here are " + String.join(", ", known) : question);
    }

    private static SegmentDefinition definition(Map<String, Passage> values) {
        return new SegmentDefinition(
                text(values, "id"),
                text(values, "name"),
                text(values, "description"),
                text(values, "owner"),
                text(values, "tier"),
                text(values, "rollsUpTo"),
                text(values, "enter"),
                text(values, "exit"),
                text(values, "stay"),
                text(values, "cooldown"),
                number(text(values, "holdout")),
                1);
    }

    private static String text(Map<String, Passage> values, String key) {
        return values.containsKey(key) ? values.get(key).text() : null;
    }

    private static Double number(String text) {
        try {
            return text == null ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null; // the check of the value's form says so
        }
    }

    private void add(String id, Node node, String message) {
        problems.add(file.problem(id, node.getStartMark(), message));
    }
}
