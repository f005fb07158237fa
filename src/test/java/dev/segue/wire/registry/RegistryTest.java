package dev.segue.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.segue.avro.ClickEvent;
import dev.segue.wire.DeadLetterReason;
import dev.segue.wire.Outbox;
import dev.segue.wire.Refusal;
import dev.segue.wire.Samples;
import dev.segue.wire.Topics;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class RegistryTest {

    private static final String SCHEMA_ANSWER =
            "{\"schema\":\"" + ClickEvent.getClassSchema().toString().replace("\"", "\\\"") + "\"}";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private StubRegistry stub;
    private Registry registry;
    private byte[] value;

    @BeforeEach
    void start() throws IOException {
        stub = new StubRegistry();
        registry = Registry.connect(stub.settings());
        // id 1, as the stub answers
        value = new AvroWriter(Samples.registry())
                .write("clickstream", Samples.click().build());
        logger().setLevel(Level.INFO);
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stop() {
        logger().detachAppender(log);
        logger().setLevel(null);
        registry.close();
        stub.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | {"error_code":50001,"message":"out of order"}
            503 | not JSON
            404 | not a registry at all
            401 | {"error_code":401,"message":"who are you"}
            """)
    void shouldWaitForTheRegistryAndSayItOnce(int status, String body) {
        stub.answers(status, body);

        CompletableFuture<SpecificRecord> reading = CompletableFuture.supplyAsync(this::read);
        await().until(() -> stub.calls() > 4);
        boolean waited = !reading.isDone();
        stub.answers(200, SCHEMA_ANSWER);

        assertThat(waited).isTrue();
        assertThat(reading.join()).isEqualTo(Samples.click().build());
        assertThat(log.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly(
                        "The schema registry cannot be used; waiting for it: {}", "The schema registry answers again");
    }

    @Test
    void shouldRefuseOnlyWhatTheRegistryDoesNotKnow() {
        stub.answers(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

        Throwable failure = catchThrowable(() -> new AvroReader(registry).read("clickstream", value, schema()));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.reason()).isEqualTo(DeadLetterReason.UNKNOWN_SCHEMA));
    }

    @Test
    void shouldNeedTheRegistryOncePerSchema() throws Refusal {
        stub.answers(200, SCHEMA_ANSWER);
        AvroReader reader = new AvroReader(registry);
        reader.read("clickstream", value, schema());
        int calls = stub.calls();
        stub.close();

        SpecificRecord record = reader.read("clickstream", value, schema());

        assertThat(record).isEqualTo(Samples.click().build());
        assertThat(stub.calls()).isEqualTo(calls);
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws InterruptedException {
        stub.answers(500, "");
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> failure.set(catchThrowable(this::read)));

        reader.start();
        await().until(() -> stub.calls() > 0);
        reader.interrupt();
        reader.join();

        assertThat(failure.get()).isInstanceOf(InterruptException.class);
    }

    @Test
    void shouldStopWaitingWhenClosed() {
        stub.answers(500, "");

        CompletableFuture<SpecificRecord> reading = CompletableFuture.supplyAsync(this::read);
        await().until(() -> stub.calls() > 0);
        registry.close();

        assertThatThrownBy(reading::join).hasCauseInstanceOf(RegistryClosed.class);
    }

    @Test
    void shouldWriteWithoutTheRegistryOnceRegistered() {
        Outbox registered = new Outbox(registry, Topics.DEFAULT);
        registered.register();
        stub.close();

        byte[] bytes = new Outbox(registry, Topics.DEFAULT).memberships("c1", 1, 1, List.of());

        assertThat(bytes).startsWith(0, 0, 0, 0, 1);
    }

    @Test
    void shouldFailWhenTheRegistryRefusesASchema() {
        stub.answers(409, "{\"error_code\":409,\"message\":\"Schema being registered is incompatible\"}");

        assertThatThrownBy(() -> new Outbox(registry, Topics.DEFAULT).register())
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("segment-changes")
                .hasMessageContaining("Schema being registered is incompatible");
    }

    private SpecificRecord read() {
        try {
            return new AvroReader(registry).read("clickstream", value, schema());
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    private static org.apache.avro.Schema schema() {
        return ClickEvent.getClassSchema();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(PatientCalls.class);
    }
}
