package dev.segue.explain;

import java.math.BigDecimal;

/**
 * What a condition lacks to come out as it has to.
 *
 * @param words for example {@code 2 more purchases}
 * @param more by how much a number has to grow, or to fall where negative; null where it is not a number that is short, or
 *     no single number would do
 * @param notBefore when time alone will bring it about, epoch milliseconds; null for never or not found
 */
public record Missing(String words, BigDecimal more, Long notBefore) {}
