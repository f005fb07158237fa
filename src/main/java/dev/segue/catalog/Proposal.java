package dev.segue.catalog;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.Limits;
import dev.segue.rule.Problem;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Definitions that somebody wrote, to be published together with others. Problems are told where they are in the text. */
public final class Proposal {

    /** The proposal to change nothing but what is left out. */
    public static final Proposal NOTHING = new Proposal("segments: []", List.of(), 0, 0);

    private static final Pattern WHOLE_FILE = Pattern.compile("(?m)^\\s*\\{?\\s*[\"']?segments[\"']?\\s*:");
    private static final Pattern DOCUMENT_START = Pattern.compile("\\A---[ \\t]*(?=\\R)");
    private static final int INDENT = 4;

    private final String text;
    private final List<SegmentDefinition> definitions;
    private final int linesBefore;
    private final int columnsBefore;

    private Proposal(String text, List<SegmentDefinition> definitions, int linesBefore, int columnsBefore) {
        this.text = text;
        this.definitions = definitions;
        this.linesBefore = linesBefore;
        this.columnsBefore = columnsBefore;
    }

    /**
     * Reads a file of definitions, or a single definition by itself, in YAML or JSON.
     *
     * @throws InvalidDefinitions with every problem of form
     */
    public static Proposal read(String text) throws InvalidDefinitions {
        if (WHOLE_FILE.matcher(text).find()) {
            return new Proposal(text, Definitions.read(text), 0, 0);
        }
        String body = DOCUMENT_START.matcher(text).replaceFirst("").replaceAll("(?m)^", " ".repeat(INDENT));
        Proposal single = new Proposal("segments:\n  -\n" + body, List.of(), 2, INDENT);
        try {
            return new Proposal(single.text, Definitions.read(single.text), 2, INDENT);
        } catch (InvalidDefinitions e) {
            throw new InvalidDefinitions(
                    e.problems().stream().map(single::inOwnText).toList());
        }
    }

    /** The definitions, their form checked. */
    public List<SegmentDefinition> definitions() {
        return definitions;
    }

    /**
     * The set that definitions make of which some are these.
     *
     * @throws InvalidDefinitions with every problem; one that this text has by itself too is told where it is in it
     */
    public SegmentSet compile(List<SegmentDefinition> merged, Limits limits) throws InvalidDefinitions {
        try {
            return Definitions.compile(merged, limits);
        } catch (InvalidDefinitions e) {
            List<Problem> own = ownProblems(limits);
            throw new InvalidDefinitions(e.problems().stream()
                    .map(problem -> placed(problem, own))
                    .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                    .toList());
        }
    }

    private List<Problem> ownProblems(Limits limits) {
        try {
            Definitions.compile(text, limits);
            return List.of();
        } catch (InvalidDefinitions e) {
            return e.problems().stream().map(this::inOwnText).toList();
        }
    }

    private static Problem placed(Problem problem, List<Problem> own) {
        Stream<Problem> same = own.stream()
                .filter(p -> p.message().equals(problem.message())
                        && String.valueOf(p.segmentId()).equals(problem.segmentId()));
        return same.findFirst().orElse(problem);
    }

    private Problem inOwnText(Problem problem) {
        int cut = Math.min(columnsBefore, problem.sourceLine().length());
        return new Problem(
                problem.segmentId(),
                Math.max(1, problem.line() - linesBefore),
                Math.max(1, problem.column() - columnsBefore),
                problem.message(),
                problem.sourceLine().substring(cut));
    }
}
