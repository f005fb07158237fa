package dev.segue.query.http;

import java.util.Map;

/** A request is answered with a problem. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public Refused(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    public Refused(int status, String detail) {
        this(Problem.of(status, detail), Map.of());
    }

    /** Worth asking again. */
    public static Refused later(String detail) {
        return new Refused(Problem.of(503, detail), Map.of("Retry-After", "1"));
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
