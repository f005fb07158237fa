package dev.segue.rule.language;

import dev.segue.rule.Expression;
import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Reads segment definitions and makes a {@link SegmentSet} of them, or says everything that is wrong with them. */
public final class Definitions {

    private Definitions() {}

    /**
     * Reads the definitions of a YAML or JSON file, without checking their rules against each other.
     *
     * @throws InvalidDefinitions with every problem of form
     */
    public static List<SegmentDefinition> read(String text) throws InvalidDefinitions {
        Problems problems = new Problems();
        List<Draft> drafts = DefinitionsDocument.read(text, problems);
        DefinitionForm.check(drafts, problems);
        problems.raise(Problems.byPlace());
        return drafts.stream().map(Draft::definition).toList();
    }

    /**
     * Reads a single rule, or a part of one, by itself; whether the segments that it asks of are there is not looked at.
     *
     * @throws InvalidDefinitions with every problem
     */
    public static Expression rule(String text) throws InvalidDefinitions {
        Problems problems = new Problems();
        Optional<RuleReader.Rule> rule = new RuleReader(Limits.DEFAULT, problems).read(Passage.of(text), null);
        problems.raise(Problems.byPlace());
        return rule.orElseThrow().expression();
    }

    /**
     * Reads and compiles the definitions of a YAML or JSON file; positions in problems are those of the file.
     *
     * @throws InvalidDefinitions with every problem, in the order of the file
     */
    public static SegmentSet compile(String text, Limits limits) throws InvalidDefinitions {
        Problems problems = new Problems();
        List<Draft> drafts = DefinitionsDocument.read(text, problems);
        return compile(drafts, limits, problems, Problems.byPlace());
    }

    /**
     * Compiles definitions that do not come from a file; positions in problems are those in the rule's own text.
     *
     * @throws InvalidDefinitions with every problem, by segment
     */
    public static SegmentSet compile(List<SegmentDefinition> definitions, Limits limits) throws InvalidDefinitions {
        List<String> ids = definitions.stream().map(SegmentDefinition::id).toList();
        Comparator<Problem> order = Comparator.<Problem>comparingInt(p -> ids.indexOf(p.segmentId()))
                .thenComparing(Problems.byPlace());
        return compile(definitions.stream().map(Draft::of).toList(), limits, new Problems(), order);
    }

    private static SegmentSet compile(List<Draft> drafts, Limits limits, Problems problems, Comparator<Problem> order)
            throws InvalidDefinitions {
        DefinitionForm.check(drafts, problems);
        return new Compilation(drafts, limits, problems).compile(order);
    }

    /** The definitions as YAML that {@link #read} reads back to equal definitions (versions aside). */
    public static String write(List<SegmentDefinition> definitions) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setNonPrintableStyle(DumperOptions.NonPrintableStyle.ESCAPE);
        options.setWidth(Integer.MAX_VALUE);
        options.setIndent(4);
        options.setIndicatorIndent(2);
        List<Map<String, Object>> segments = new ArrayList<>();
        definitions.forEach(definition -> segments.add(entries(definition)));
        return new Yaml(options).dump(Map.of("segments", segments));
    }

    private static Map<String, Object> entries(SegmentDefinition definition) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("id", definition.id());
        entries.put("name", definition.name());
        entries.put("description", definition.description());
        entries.put("owner", definition.owner());
        entries.put("tier", definition.tier());
        entries.put("rollsUpTo", definition.rollsUpTo());
        entries.put("enter", definition.enter());
        entries.put("exit", definition.exit());
        entries.put("stay", definition.stay());
        entries.put("cooldown", definition.cooldown());
        entries.put("holdout", definition.holdout());
        entries.values().removeIf(java.util.Objects::isNull);
        return entries;
    }
}
