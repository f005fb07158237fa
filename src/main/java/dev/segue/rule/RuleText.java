package dev.segue.rule;

/** The text of an expression, as its author would write it: what evidence and explanations show. */
public final class RuleText {

    private RuleText() {}

    /** For example {@code events("purchase").within(days(30)).sum("amount") >= 500}; parses back to an equal expression. */
    public static String of(Expression expression) {
        throw new UnsupportedOperationException();
    }
}
