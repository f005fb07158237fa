package dev.segue.bench.harness;

/** What was to be measured did not run. */
public final class BenchmarkFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public BenchmarkFailed(String message) {
        super(message);
    }

    BenchmarkFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
