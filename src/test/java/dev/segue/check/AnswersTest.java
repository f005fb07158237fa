package dev.segue.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.segue.avro.CustomerMemberships;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.Client;
import dev.segue.event.Forget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of an instance that answers right, and of one that answers something wrong. */
class AnswersTest {

    private static final String GONE = "forgotten";
    private static final String PATH = "/v1/customers/";

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;
    private int notFound = 404;
    private Contents contents;

    @BeforeEach
    void start() throws Exception {
        contents = GoodHistory.make(Clock.EVENT).contents();
        contents.inputs().add(new Received(new Place(GoodHistory.TOPIC, 0, 9_999), new Forget(GONE), 0));
        contents.inputs().stream()
                .filter(received -> received.event() != null && !(received.event() instanceof Forget))
                .map(received -> received.event().customerId())
                .forEach(customer ->
                        answers.put(customer, json(contents.memberships().get(customer), "null")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldFindNothingWrongWithRightAnswers() throws Exception {
        Answers asked = ask();

        assertThat(asked.findings()).isEmpty();
        assertThat(asked.standby()).isZero();
        assertThat(answers).hasSizeGreaterThan(10);
    }

    @Test
    void shouldCountWhatAStandbyAnswers() throws Exception {
        answers.put(member(), json(contents.memberships().get(member()), "1000"));

        assertThat(ask().standby()).isEqualTo(1);
    }

    @Test
    void shouldReportAMembershipThatIsMissing() throws Exception {
        String member = member();
        answers.put(member, json(null, "null"));

        assertThat(ask().findings())
                .singleElement()
                .asString()
                .startsWith("the answer about " + member + " is {}, but the topic says {");
    }

    @Test
    void shouldReportAnotherTimeOfEntering() throws Exception {
        String member = member();
        answers.put(member, answers.get(member).replaceFirst("\"since\":\\d", "\"since\":9"));

        assertThat(ask().findings()).singleElement().asString().startsWith("the answer about " + member + " is {");
    }

    @Test
    void shouldReportThatACustomerIsNotFound() throws Exception {
        String member = member();
        answers.remove(member);

        assertThat(ask().findings()).containsExactly("the answer about " + member + " has the status 404");
    }

    @Test
    void shouldReportThatAForgottenCustomerIsFound() throws Exception {
        answers.put(GONE, json(null, "null"));

        assertThat(ask().findings())
                .containsExactly("the answer about forgotten is {}, but nothing may be known of them");
    }

    @Test
    void shouldLetNobodyBeSureOfStrangersWhileAnInstanceIsAway() throws Exception {
        notFound = 503;

        assertThat(ask().findings()).hasSize(2).allMatch(finding -> finding.endsWith(" has the status 503"));
        assertThat(Answers.whileOneIsAway(client(), contents, new Random(1)).findings())
                .isEmpty();
    }

    private Client client() {
        return new Client(server.getAddress().getPort());
    }

    private Answers ask() throws Exception {
        return Answers.of(client(), contents, new Random(1));
    }

    private String member() {
        return contents.memberships().values().stream()
                .filter(one -> !one.getMemberships().isEmpty())
                .map(CustomerMemberships::getCustomerId)
                .findFirst()
                .orElseThrow();
    }

    private static String json(CustomerMemberships memberships, String staleness) {
        List<dev.segue.avro.Membership> all = memberships == null ? List.of() : memberships.getMemberships();
        return all.stream()
                .map(one -> "{\"segmentId\":\"" + one.getSegmentId() + "\",\"since\":"
                        + one.getSince().toEpochMilli() + "}")
                .collect(Collectors.joining(",", "{\"memberships\":[", "],\"staleness\":" + staleness + "}"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String customer = exchange.getRequestURI().getPath().split("/")[3];
        byte[] body = answers.getOrDefault(customer, "{}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.containsKey(customer) ? 200 : notFound, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
