package dev.segue.rule.language;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** What to say of a file that is not YAML. */
final class YamlAdvice {

    private YamlAdvice() {}

    /** Where the cause lies: of a value that goes wrong, its beginning. */
    static Mark place(MarkedYAMLException e) {
        boolean within = e.getContext() != null
                && e.getContextMark() != null
                && (e.getContext().contains("quoted") || e.getContext().contains("tag"))
                && !e.getProblem().contains("escape");
        return within || e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
    }

    static String message(MarkedYAMLException e) {
        String said = e.getProblem() == null ? "" : e.getProblem();
        String context = e.getContext() == null ? "" : e.getContext();
        if (said.contains("TAB")) {
            return "a tab cannot indent; use spaces";
        } else if (said.contains("mapping values are not allowed")) {
            return "a `:` is not expected here; check the indentation, or put the text in quotes";
        } else if (said.contains("could not find expected ':'")) {
            return "a `:` is missing after the key before this";
        } else if (said.contains("unexpected end of stream")) {
            return "the text in quotes that starts here is not closed";
        } else if (context.contains("tag")) {
            return "a value that starts with `!` must stand in quotes, or below `enter: >`";
        } else if (said.contains("undefined alias") || context.contains("alias") || context.contains("anchor")) {
            return "a value that starts with `*` or `&` must stand in quotes";
        }
        return structure(said);
    }

    private static String structure(String said) {
        if (said.contains("expected <block end>") && said.contains("<scalar>")) {
            return "the value has ended before this; put the whole of it in single quotes, or below `enter: >`";
        } else if (said.contains("expected <block end>")) {
            return "the indentation does not fit the lines before";
        } else if (said.contains("expected ','")) {
            return "a `,` or a closing bracket is missing before this";
        } else if (said.contains("cannot start any token")) {
            return "a value cannot start like this; put it in quotes";
        } else if (said.contains("but found another document")) {
            return "a file holds one YAML document; take out the `---`";
        } else if (said.contains("unknown escape character")) {
            return "an unknown `\\` in double quotes; write `\\\\`, or use single quotes";
        }
        return "this is not YAML: " + firstLine(said);
    }

    static String firstLine(String said) {
        return said == null ? "unreadable" : said.lines().findFirst().orElse("unreadable");
    }
}
