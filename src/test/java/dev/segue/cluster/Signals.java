package dev.segue.cluster;

import java.io.IOException;

/** What can be sent to a process beside the two signals that Java sends. */
public final class Signals {

    private Signals() {}

    /** Stops a process in the middle of whatever it does; it does not notice (SIGSTOP). */
    public static void pause(Process process) throws IOException, InterruptedException {
        send("-STOP", process);
    }

    /** Lets it go on (SIGCONT). */
    public static void resume(Process process) throws IOException, InterruptedException {
        send("-CONT", process);
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill " + signal + " failed for process " + process.pid());
        }
    }
}
