package dev.segue.query.answer;

import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;

/** How old an answer is that was put together from several. */
public final class Staleness {

    private Staleness() {}

    /** That of the oldest part; null where no part is stale. */
    public static <A> Long ofAll(Collection<A> parts, Function<A, Long> staleness) {
        return parts.stream()
                .map(staleness)
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null);
    }
}
