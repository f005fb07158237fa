package dev.segue.rule.language;

import dev.cel.common.CelIssue;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to say of a rule that cannot be parsed. */
final class SyntaxAdvice {

    private static final Pattern TOKEN =
            Pattern.compile("(?:token recognition error|no viable alternative) at(?: input)?:? '(.*)'", Pattern.DOTALL);
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting .*", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("missing '?(.+?)'? at '(.*)'", Pattern.DOTALL);

    private static final Map<String, String> INSTEAD = Map.of(
            "and", "write && for \"and\"",
            "or", "write || for \"or\"",
            "not", "write ! for \"not\"",
            "is", "write == to compare",
            "=", "write == to compare",
            "&", "write && for \"and\"",
            "|", "write || for \"or\"",
            "<>", "write != for \"is not\"",
            "#", "a comment in a rule starts with //",
            ";", "a rule is one expression; join conditions with && or ||");

    private SyntaxAdvice() {}

    /** Where in the rule the issue lies. */
    static int offset(CelIssue issue, String rule) {
        int index = 0;
        for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
            index = rule.indexOf('\n', index) + 1;
        }
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        int points = rule.codePointCount(index, rule.length());
        return rule.offsetByCodePoints(index, Math.min(column, points));
    }

    static String message(CelIssue issue, String rule) {
        String said = issue.getMessage();
        Matcher token = TOKEN.matcher(said);
        Matcher unexpected = UNEXPECTED.matcher(said);
        Matcher missing = MISSING.matcher(said);
        if (token.matches()) {
            return unreadable(token.group(1).strip());
        } else if (unexpected.matches()) {
            return unexpected(unexpected.group(1), rule, offset(issue, rule));
        } else if (missing.matches()) {
            return missing.group(2).equals("<EOF>")
                    ? "the rule ends too early: a `" + missing.group(1) + "` is missing"
                    : "a `" + missing.group(1) + "` is missing before `" + missing.group(2) + "`";
        } else if (said.startsWith("reserved identifier")) {
            return "`" + said.substring(said.indexOf(':') + 1).strip() + "` is a reserved word and cannot be a name";
        } else if (said.startsWith("For input string")) {
            return "the number is too large";
        } else if (said.contains("recursion")) {
            return "the rule is nested too deeply; make a segment of a part of it and ask for it by inSegment";
        }
        return said.startsWith("unsupported syntax") ? "this is not part of the rule language" : "this cannot be read";
    }

    private static String unreadable(String token) {
        if (token.startsWith("\"") || token.startsWith("'")) {
            return token.contains("\\")
                    ? "this text has an unknown `\\`; write `\\\\` for a backslash"
                    : "the text that starts here is not closed; add " + token.charAt(0);
        }
        String word = token.startsWith(".") ? token.substring(1) : token;
        return token.startsWith(".") && !word.isEmpty()
                ? "`" + word + "` is a reserved word; write [\"" + word + "\"] instead of ." + word
                : "`" + token + "` is not expected here" + instead(token);
    }

    private static String unexpected(String token, String rule, int offset) {
        if (token.equals("<EOF>")) {
            return rule.isBlank() ? "the rule is empty" : "the rule ends too early: something is missing after this";
        }
        if (token.matches("[smhd]") && offset > 0 && Character.isDigit(rule.charAt(offset - 1))) {
            return "a duration in a rule is written seconds(30), minutes(15), hours(6) or days(7)";
        }
        if (token.equals(",") && offset > 0 && Character.isDigit(rule.charAt(offset - 1))) {
            return "`,` is not expected here; the point of a number is `.`";
        }
        if (token.equals(")")) {
            return "this `)` closes nothing; take it out or add the `(`";
        }
        return "`" + token + "` is not expected here" + instead(token.toLowerCase(java.util.Locale.ROOT));
    }

    private static String instead(String token) {
        return INSTEAD.containsKey(token) ? "; " + INSTEAD.get(token) : "";
    }
}
