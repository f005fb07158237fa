package dev.segue.bench.harness;

/**
 * What was measured in one drain.
 *
 * @param total records there were
 * @param committed records it got to
 * @param whole from the first commit seen to the last commit or change
 * @param secondHalf the same from half of the records on: most of what the virtual machine compiles is compiled by then
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
        Span whole,
        Span secondHalf,
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

    public double changelogBytesPerEvent() {
        return (double) changelogBytes / committed;
    }

    public double changelogRecordsPerEvent() {
        return (double) changelogRecords / committed;
    }

    /**
     * A stretch of the drain.
     *
     * @param seconds how long it took
     * @param events records committed in it
     * @param serviceCpu processor seconds of the contender in it
     * @param brokerCpu processor seconds of the broker in it
     */
    public record Span(double seconds, long events, double serviceCpu, double brokerCpu) {

        public double eventsPerSecond() {
            return events / seconds;
        }

        public double serviceCpuPerMillion() {
            return serviceCpu * 1e6 / events;
        }

        public double brokerCpuPerMillion() {
            return brokerCpu * 1e6 / events;
        }
    }
}
