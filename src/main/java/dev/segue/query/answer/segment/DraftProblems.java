package dev.segue.query.answer.segment;

import dev.segue.query.answer.Nullable;
import java.util.List;

/**
 * What keeps a draft from being published.
 *
 * @param problems in the order of its text; none if it can be published as it is
 */
public record DraftProblems(List<DraftProblem> problems) {

    /**
     * Something wrong with a draft.
     *
     * @param segmentId the segment it is in, or null
     * @param line line in the text sent, from 1
     * @param column column in that line, from 1
     * @param message what is wrong and what to write instead
     * @param sourceLine the text of that line
     */
    public record DraftProblem(@Nullable String segmentId, int line, int column, String message, String sourceLine) {}

    /** Those found by the rule language. */
    public static DraftProblems of(List<dev.segue.rule.Problem> found) {
        return new DraftProblems(found.stream()
                .map(p -> new DraftProblem(p.segmentId(), p.line(), p.column(), p.message(), p.sourceLine()))
                .toList());
    }
}
