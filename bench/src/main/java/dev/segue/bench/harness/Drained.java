package dev.segue.bench.harness;

/**
 * What was measured in one drain.
 *
 * @param total records there were
 * @param committed records it got to
 * @param seconds how long it was watched, from the first commit seen to the last commit or change
 * @param events records committed in that time
 * @param serviceCpu processor seconds of the contender in that time
 * @param brokerCpu processor seconds of the broker in that time
 * @param startSeconds from the start of the process until it said that it runs
 * @param changelogBytes on the broker's disk, nothing compacted
 * @param changelogRecords in the changelogs, marks of transactions included
 * @param stateBytes on the contender's disk once it has stopped
 * @param peakResidentBytes of the contender
 * @param changesWritten records in the topic of changes, marks of transactions included
 */
public record Drained(
        Contender contender,
        long total,
        long committed,
        double seconds,
        long events,
        double serviceCpu,
        double brokerCpu,
        double startSeconds,
        long changelogBytes,
        long changelogRecords,
        long stateBytes,
        long peakResidentBytes,
        long changesWritten) {

    /** False where it was stopped before it had read everything. */
    public boolean complete() {
        return committed >= total;
    }

    public double eventsPerSecond() {
        return events / seconds;
    }

    public double serviceCpuPerMillion() {
        return serviceCpu * 1e6 / events;
    }

    public double brokerCpuPerMillion() {
        return brokerCpu * 1e6 / events;
    }

    public double changelogBytesPerEvent() {
        return (double) changelogBytes / committed;
    }

    public double changelogRecordsPerEvent() {
        return (double) changelogRecords / committed;
    }
}
