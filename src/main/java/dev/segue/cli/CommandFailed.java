package dev.segue.cli;

/** A command could not do what it was asked to; the message is what the user reads. */
final class CommandFailed extends Exception {

    private final ExitCode exitCode;

    CommandFailed(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    CommandFailed(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
