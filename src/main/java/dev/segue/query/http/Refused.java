package dev.segue.query.http;

import java.util.Map;

/** A request is answered with a problem. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    Refused(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    Refused(int status, String detail) {
        this(Problem.of(status, detail), Map.of());
    }

    /** Worth asking again. */
    static Refused later(String detail) {
        return new Refused(Problem.of(503, detail), Map.of("Retry-After", "1"));
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
