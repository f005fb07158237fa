package dev.segue.fault;

import java.util.List;

/**
 * What was found when nothing more was played on a stage.
 *
 * @param trials how many were played
 * @param standby how many answers came from a standby after the owner was killed
 */
record Rest(int trials, List<String> findings, int standby) {

    boolean good() {
        return findings.isEmpty();
    }

    String line() {
        return (good() ? "    at rest after " : "    FAILED at rest after ") + trials + ": " + standby
                + " answers of a standby";
    }
}
