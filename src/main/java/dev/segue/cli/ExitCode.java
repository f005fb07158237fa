package dev.segue.cli;

/** What the process ends with. */
public enum ExitCode {
    DONE(0),
    /** The work could not be done. */
    FAILED(1),
    /** The command line or the configuration is wrong. */
    WRONG_USAGE(2),
    /** Segment definitions were refused. */
    INVALID_SEGMENTS(3);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
