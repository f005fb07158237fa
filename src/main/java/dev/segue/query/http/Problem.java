package dev.segue.query.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.segue.query.answer.Nullable;
import dev.segue.query.answer.segment.DraftProblems;
import dev.segue.query.answer.segment.DraftProblems.DraftProblem;
import java.util.List;
import java.util.Map;

/**
 * What went wrong, after RFC 9457.
 *
 * @param type names the kind of problem
 * @param detail what is wrong here, and what to do instead
 * @param problems of a definition: all that is wrong with it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<DraftProblem> problems) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not found"),
            Map.entry(405, "Method not allowed"),
            Map.entry(406, "Not acceptable"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition failed"),
            Map.entry(413, "Content too large"),
            Map.entry(414, "URI too long"),
            Map.entry(415, "Unsupported media type"),
            Map.entry(422, "Unprocessable content"),
            Map.entry(428, "Precondition required"),
            Map.entry(429, "Too many requests"),
            Map.entry(431, "Header fields too large"),
            Map.entry(500, "Internal error"),
            Map.entry(503, "Nobody can answer now"));

    public static Problem of(int status, String detail) {
        String title = TITLES.getOrDefault(status, "Problem");
        return new Problem(
                "urn:segue:problem:" + title.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
                title,
                status,
                detail,
                null);
    }

    public Problem with(List<dev.segue.rule.Problem> found) {
        List<DraftProblem> all = DraftProblems.of(found).problems();
        return new Problem(type, title, status, detail, all.isEmpty() ? null : all);
    }
}
