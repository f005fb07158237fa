package dev.segue.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

/** Which failures of a stream thread end the service. */
class ThreadFailureTest {

    @Test
    void shouldPassWhatKafkaWouldTryAgain() {
        ThreadFailure failure = failure(new TimeoutException("no answer"));

        assertThat(failure.mayPass()).isTrue();
    }

    @Test
    void shouldPassATransactionThatTheBrokersEnded() {
        ThreadFailure failure = failure(new InvalidTxnStateException("stood still for too long"));

        assertThat(failure.mayPass()).isTrue();
    }

    @Test
    void shouldNotPassWhatWouldBeTheSameElsewhere() {
        AuthorizationException denied = new AuthorizationException("no");

        ThreadFailure failure = failure(denied);

        assertThat(failure.mayPass()).isFalse();
        assertThat(failure.root()).isSameAs(denied);
    }

    private static ThreadFailure failure(Exception cause) {
        return new ThreadFailure(new StreamsException("a commit failed", cause));
    }
}
