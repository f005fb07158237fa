package dev.segue.rule.language;

import java.util.List;

/**
 * A key of a segment's definition, as authors look it up.
 *
 * @param value what can stand there
 * @param meaning what it does, in a sentence or two
 */
record DefinitionKey(String name, String value, String meaning) {

    /** All there are, in the order in which they are best written. */
    static final List<DefinitionKey> ALL = List.of(
            new DefinitionKey(
                    "id", "lower-case letters, digits, hyphens; needed", "Names the segment everywhere; unique."),
            new DefinitionKey("name", "text; needed", "What people call it."),
            new DefinitionKey("description", "text", "What it is for."),
            new DefinitionKey("owner", "text", "Who answers for it."),
            new DefinitionKey(
                    "tier",
                    "`strategic` or `tactical`",
                    "Only a strategic segment can be rolled up to; otherwise it has no effect."),
            new DefinitionKey(
                    "rollsUpTo",
                    "id of a strategic segment",
                    "A strategic segment without `enter` is the union of those that roll up to it, and has no `exit`,"
                            + " `stay` or `cooldown`."),
            new DefinitionKey("enter", "rule", "Who is not in enters when it holds."),
            new DefinitionKey(
                    "exit", "rule", "Who is in leaves when it holds. Without it: when `enter` no longer holds."),
            new DefinitionKey("stay", "duration", "Nobody leaves sooner than this after entering."),
            new DefinitionKey("cooldown", "duration", "Nobody enters again sooner than this after leaving."),
            new DefinitionKey(
                    "holdout",
                    "number from 0 to 1",
                    "This share of customers is marked HOLDOUT, as the control group. They are members like others;"
                            + " whoever acts on changes leaves them alone."));

    /** The names of all. */
    static final List<String> NAMES = ALL.stream().map(DefinitionKey::name).toList();
}
