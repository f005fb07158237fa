package dev.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.segue.avro.ClickEvent;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmbeddedRegistryTest {

    private static final AvroSchema ONE = new AvroSchema(
            SchemaBuilder.record("Thing").fields().requiredString("a").endRecord());
    private static final AvroSchema EVOLVED = new AvroSchema(SchemaBuilder.record("Thing")
            .fields()
            .requiredString("a")
            .optionalString("b")
            .endRecord());
    private static final AvroSchema BROKEN = new AvroSchema(
            SchemaBuilder.record("Thing").fields().requiredInt("c").endRecord());

    private EmbeddedRegistry registry;
    private SchemaRegistryClient client;

    @BeforeEach
    void start() {
        registry = EmbeddedRegistry.start(0, "registry-test");
        client = new CachedSchemaRegistryClient(registry.url(), 100);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        registry.close();
    }

    @Test
    void shouldServeTheGenuineSerializers() {
        Map<String, Object> settings = Map.of("schema.registry.url", registry.url(), "specific.avro.reader", true);
        ClickEvent click = ClickEvent.newBuilder()
                .setEventId("e1")
                .setCustomerId("c1")
                .setType("page_view")
                .setOccurredAt(Instant.ofEpochMilli(1_700_000_000_000L))
                .setProperties(Map.of("price", "9.90"))
                .build();

        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(settings, false);
            deserializer.configure(settings, false);
            byte[] bytes = serializer.serialize("clickstream", click);

            assertThat(bytes).startsWith(0, 0, 0, 0);
            assertThat(deserializer.deserialize("clickstream", bytes)).isEqualTo(click);
        }
    }

    @Test
    void shouldKeepTheVersionsOfASubject() throws Exception {
        int first = client.register("things-value", ONE);
        int second = client.register("things-value", EVOLVED);

        assertThat(client.register("things-value", ONE)).isEqualTo(first).isNotEqualTo(second);
        assertThat(client.getAllSubjects()).containsExactly("things-value");
        assertThat(client.getAllVersions("things-value")).containsExactly(1, 2);
        assertThat(client.getLatestSchemaMetadata("things-value").getId()).isEqualTo(second);
        assertThat(client.getSchemaMetadata("things-value", 1).getSchema()).isEqualTo(ONE.canonicalString());
        assertThat(client.getVersion("things-value", EVOLVED)).isEqualTo(2);
        assertThat(client.getAllSubjectsById(first)).containsExactly("things-value");
    }

    @Test
    void shouldGiveOneIdToOneSchemaInSeveralSubjects() throws Exception {
        int here = client.register("here-value", ONE);
        int there = client.register("there-value", ONE);

        assertThat(there).isEqualTo(here);
    }

    @Test
    void shouldRefuseAnIncompatibleSchema() throws Exception {
        client.register("things-value", ONE);

        assertRefused(() -> client.register("things-value", BROKEN), 409, 409);
        assertThat(client.testCompatibility("things-value", BROKEN)).isFalse();
        assertThat(client.testCompatibility("things-value", EVOLVED)).isTrue();
        assertThat(client.getAllVersions("things-value")).containsExactly(1);
    }

    @Test
    void shouldTakeAnIncompatibleSchemaWhereToldTo() throws Exception {
        client.register("things-value", ONE);
        assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");
        assertRefused(() -> client.getCompatibility("things-value"), 404, 40408);

        client.updateCompatibility("things-value", "NONE");

        assertThat(client.getCompatibility("things-value")).isEqualTo("NONE");
        assertThat(client.register("things-value", BROKEN)).isPositive();
    }

    @Test
    void shouldSayWhatIsNotThere() throws Exception {
        client.register("things-value", ONE);
        RestService rest = new RestService(registry.url());

        assertRefused(() -> rest.getAllVersions("other-value"), 404, 40401);
        assertRefused(() -> rest.getLatestVersion("other-value"), 404, 40401);
        assertRefused(() -> rest.getVersion("things-value", 7), 404, 40402);
        assertRefused(() -> rest.getId(99), 404, 40403);
        assertRefused(() -> rest.lookUpSubjectVersion(BROKEN.canonicalString(), "things-value"), 404, 40403);
        assertRefused(() -> rest.registerSchema("{\"type\":\"nothing\"}", "things-value"), 422, 42201);
        assertRefused(() -> rest.updateCompatibility("SOMEWHAT", "things-value"), 422, 42203);
    }

    @Test
    void shouldForgetADeletedSubject() throws Exception {
        client.register("things-value", ONE);

        assertThat(client.deleteSubject("things-value")).containsExactly(1);

        assertThat(client.getAllSubjects()).isEmpty();
    }

    @Test
    void shouldShareItsSchemasWithinTheProcess() throws Exception {
        int id = client.register("things-value", ONE);

        try (KafkaAvroDeserializer inside = new KafkaAvroDeserializer()) {
            inside.configure(Map.of("schema.registry.url", registry.scopeUrl()), false);

            assertThat(inside.getSchemaById(id).canonicalString()).isEqualTo(ONE.canonicalString());
        }
    }

    @Test
    void shouldWriteASchemaPlainlyToAnyHttpClient() throws Exception {
        int id = client.register("a/b value", ONE);

        HttpResponse<String> schema = get("/schemas/ids/" + id + "/schema");
        HttpResponse<String> version = get("/subjects/a%2Fb%20value/versions/latest");
        HttpResponse<String> nowhere = get("/nowhere");

        assertThat(new Schema.Parser().parse(schema.body())).isEqualTo(ONE.rawSchema());
        assertThat(version.body()).contains("\"subject\":\"a/b value\"", "\"version\":1");
        assertThat(nowhere.statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(registry.url() + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void assertRefused(ThrowingCallable call, int status, int code) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RestClientException.class))
                .satisfies(e -> assertThat(e.getStatus()).isEqualTo(status))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code));
    }
}
