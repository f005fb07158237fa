package dev.segue.bench.harness;

/** Waiting with an end. */
final class Patience {

    private static final long PAUSE_MILLIS = 100;

    private final long deadline;
    private final String otherwise;

    /** @param otherwise what is wrong once the time is over */
    Patience(long millis, String otherwise) {
        this.deadline = System.nanoTime() + millis * 1_000_000;
        this.otherwise = otherwise;
    }

    boolean isOver() {
        return System.nanoTime() > deadline;
    }

    /** Waits a little. */
    void pause() {
        if (isOver()) {
            throw new BenchmarkFailed(otherwise);
        }
        sleep();
    }

    static void sleep() {
        sleep(PAUSE_MILLIS);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }
}
