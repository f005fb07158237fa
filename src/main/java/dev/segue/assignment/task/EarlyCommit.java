package dev.segue.assignment.task;

/**
 * Asks for a commit before its time when a change waits for one that somebody may be waiting for: a change is seen by others when it
 * is committed. Commits are never asked for sooner than half an interval after the last, nor for changes that come of old records:
 * whoever catches up is done sooner with few commits.
 */
final class EarlyCommit {

    private final Runnable commit;
    private final long news;
    private final long spacing;
    private boolean waiting;
    private long committedAt;

    /**
     * @param commit asks for a commit
     * @param interval milliseconds between commits that nobody asks for
     */
    EarlyCommit(Runnable commit, long interval) {
        this.commit = commit;
        this.spacing = interval / 2;
        this.news = interval;
    }

    /** Notes that a record made a change; one that has waited for longer than a commit may is no news: there is too much to do. */
    void changed(long writtenAt, long wallClock) {
        waiting |= wallClock - writtenAt < news;
    }

    /** Asks for a commit if it is time to. */
    void askIfDue(long wallClock) {
        if (waiting && wallClock - committedAt >= spacing) {
            waiting = false;
            commit.run();
        }
    }

    /** Notes a commit, asked for or not. */
    void committed(long wallClock) {
        waiting = false;
        committedAt = wallClock;
    }
}
