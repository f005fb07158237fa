package dev.segue.catalog;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How definitions in a file differ from those published, as people read it. */
public final class Difference {

    private static final int CONTEXT = 100;

    private Difference() {}

    /**
     * A unified diff for each segment that differs, by id; no lines where none does. A segment that one of the two lacks
     * differs from nothing.
     */
    public static List<String> lines(List<SegmentDefinition> published, List<SegmentDefinition> file) {
        Map<String, List<String>> before = texts(published);
        Map<String, List<String>> after = texts(file);
        TreeMap<String, List<String>> all = new TreeMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .flatMap(id -> of(id, before.getOrDefault(id, List.of()), after.getOrDefault(id, List.of())).stream())
                .toList();
    }

    /**
     * A unified diff of two texts.
     *
     * @param from the name of the first
     * @param to the name of the second
     */
    public static List<String> between(String from, String before, String to, String after) {
        return of(from, before.lines().toList(), to, after.lines().toList());
    }

    private static List<String> of(String id, List<String> before, List<String> after) {
        String from = before.isEmpty() ? "/dev/null" : "published/" + id;
        String to = after.isEmpty() ? "/dev/null" : "file/" + id;
        return of(from, before, to, after);
    }

    private static List<String> of(String from, List<String> before, String to, List<String> after) {
        return UnifiedDiffUtils.generateUnifiedDiff(from, to, before, DiffUtils.diff(before, after), CONTEXT);
    }

    private static Map<String, List<String>> texts(List<SegmentDefinition> definitions) {
        Map<String, List<String>> texts = new TreeMap<>();
        definitions.forEach(one ->
                texts.put(one.id(), Definitions.write(List.of(one)).lines().toList()));
        return texts;
    }
}
