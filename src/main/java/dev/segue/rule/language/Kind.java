package dev.segue.rule.language;

/** The kinds of value that a part of a rule can have, as far as can be known before it is evaluated. */
enum Kind {
    BOOL("true or false"),
    INT("a whole number"),
    DOUBLE("a number"),
    /** A whole number or not, which depends on an attribute or property. */
    NUMBER("a number"),
    TEXT("text"),
    TIME("a time"),
    DURATION("a duration"),
    LIST("a list"),
    EVENTS("events"),
    /** An attribute or property, or what is made of one: true or false, a number or text. */
    ANY("an attribute or property"),
    /** Of what was refused already, so that nothing more is said of it. */
    UNKNOWN("unknown");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    boolean isNumber() {
        return this == INT || this == DOUBLE || this == NUMBER;
    }

    /** Whether the value can turn out to be of that kind, numbers being one kind. */
    boolean mayBe(Kind kind) {
        boolean simple = kind == BOOL || kind == TEXT || kind.isNumber() || kind == ANY;
        return this == kind || this == UNKNOWN || (isNumber() && kind.isNumber()) || (this == ANY && simple);
    }

    @Override
    public String toString() {
        return words;
    }
}
