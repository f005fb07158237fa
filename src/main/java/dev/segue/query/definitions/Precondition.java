package dev.segue.query.definitions;

import dev.segue.wire.PublishedDefinition;

/** What an author takes to be published when changing a segment. */
public sealed interface Precondition {

    /** Whatever there is. */
    record None() implements Precondition {}

    /** Some version. */
    record Exists() implements Precondition {}

    /** None. */
    record IsNew() implements Precondition {}

    /** The version of that tag. */
    record Is(String tag) implements Precondition {}

    /** Names a version; another one of the same number, after the segment was retired and published anew, is named differently. */
    static String tagOf(PublishedDefinition published) {
        return published.definition().version() + "-" + Long.toString(published.updatedAt(), Character.MAX_RADIX);
    }

    /** @param published what is published, or null */
    default boolean holds(PublishedDefinition published) {
        if (this instanceof Is is) {
            return published != null && tagOf(published).equals(is.tag());
        }
        return this instanceof None || (this instanceof Exists) == (published != null);
    }
}
