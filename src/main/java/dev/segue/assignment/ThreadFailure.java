package dev.segue.assignment;

import java.util.stream.Stream;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * What ended a stream thread.
 *
 * @param thrown as Kafka Streams hands it over, with its causes
 */
record ThreadFailure(Throwable thrown) {

    /**
     * Whether a new thread, which begins from the last commit, may get past it: what Kafka says is to be tried again, and a
     * transaction that the brokers ended while the process stood still. Kafka Streams begins anew by itself only where the brokers
     * call the producer fenced; they may also say that the transaction is in no state for what is asked.
     */
    boolean mayPass() {
        return causes().anyMatch(
                        cause -> cause instanceof RetriableException || cause instanceof InvalidTxnStateException);
    }

    /** What it all began with. */
    Throwable root() {
        return causes().reduce(thrown, (before, cause) -> cause);
    }

    private Stream<Throwable> causes() {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
