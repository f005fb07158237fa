package dev.segue.query.state;

import dev.segue.rule.Limits;

/**
 * What holds for any segments.
 *
 * @param limits of their definitions
 * @param retentionMillis for how long changes are kept at least
 * @param holdoutSeed decides who is in the holdout arms
 */
public record SegmentTerms(Limits limits, long retentionMillis, String holdoutSeed) {}
