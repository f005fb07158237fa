package dev.segue.query.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.access.PeerSecret;
import dev.segue.query.access.Unguarded;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import dev.segue.query.http.Route;
import dev.segue.query.question.Question;
import dev.segue.query.state.NotHere;
import dev.segue.query.tls.Pem;
import dev.segue.query.tls.SelfSigned;
import dev.segue.query.tls.ServerCertificate;
import io.javalin.http.HandlerType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an instance believes, and who believes it. */
class PeersTest {

    private static final PeerQuestion QUESTION = new PeerQuestion(1, false, new Question.MembershipsOf("c1"));

    @TempDir
    private static Path folder;

    private static SelfSigned here;
    private static SelfSigned elsewhere;
    private static PeerSecret secret;
    private static PeerSecret anotherSecret;

    @BeforeAll
    static void make() throws Exception {
        here = SelfSigned.make(folder, "here", "ip:127.0.0.1");
        elsewhere = SelfSigned.make(folder, "elsewhere", "dns:elsewhere.example");
        secret = PeerSecret.read(Files.writeString(folder.resolve("secret"), "a".repeat(40)));
        anotherSecret = PeerSecret.read(Files.writeString(folder.resolve("another"), "b".repeat(40)));
    }

    @Test
    void shouldAskAnInstanceThatItKnows() throws Exception {
        try (ApiServer instance = instance(here);
                Peers peers = peers(Optional.of(secret), here)) {
            assertThat(peers.ask(at(instance), QUESTION)).isEmpty();
            assertThat(peers.ask(at(instance), QUESTION)).isEmpty();
        }
    }

    @Test
    void shouldNotBeAnsweredWithoutTheSecret() throws Exception {
        try (ApiServer instance = instance(here);
                Peers ignorant = peers(Optional.empty(), here);
                Peers mistaken = peers(Optional.of(anotherSecret), here)) {
            for (Peers peers : List.of(ignorant, mistaken)) {
                assertThatThrownBy(() -> peers.ask(at(instance), QUESTION))
                        .isInstanceOf(NotHere.class)
                        .hasMessageContaining("answered with status 401");
            }
        }
    }

    @Test
    void shouldNotBelieveACertificateThatNobodyVouchesFor() throws Exception {
        try (ApiServer instance = instance(here);
                Peers peers = peers(Optional.of(secret), elsewhere)) {
            assertThatThrownBy(() -> peers.ask(at(instance), QUESTION))
                    .isInstanceOf(NotHere.class)
                    .hasMessageContaining("SSLHandshakeException");
        }
    }

    @Test
    void shouldNotBelieveACertificateOfAnotherHost() throws Exception {
        try (ApiServer instance = instance(elsewhere);
                Peers peers = peers(Optional.of(secret), elsewhere)) {
            assertThatThrownBy(() -> peers.ask(at(instance), QUESTION))
                    .isInstanceOf(NotHere.class)
                    .hasMessageContaining("SSLHandshakeException");
        }
    }

    private static HostInfo at(ApiServer instance) {
        return new HostInfo("127.0.0.1", instance.port());
    }

    private static Peers peers(Optional<PeerSecret> knowing, SelfSigned believing) {
        return new Peers(
                ApiServer.json(),
                Duration.ofSeconds(20),
                4,
                knowing,
                Optional.of(Pem.trusting(believing.certificate())));
    }

    /** One that knows no customer. */
    private static ApiServer instance(SelfSigned certificate) throws Exception {
        return new ApiServer(
                new Listener(
                        "127.0.0.1",
                        0,
                        8,
                        Optional.of(ServerCertificate.read(certificate.certificate(), certificate.key()))),
                new Guard(new Unguarded(true), Optional.of(secret)),
                AuditLog.unrecognisable(),
                List.of(),
                List.of(() -> List.of(Route.of(HandlerType.POST, PeerQuestion.PATH, "Asks")
                        .peers()
                        .takes(Route.JSON)
                        .by(exchange -> {
                            assertThat(exchange.bodyAs(PeerQuestion.class)).isEqualTo(QUESTION);
                            exchange.context().status(PeerQuestion.NOT_KNOWN);
                        }))),
                Metrics.disabled());
    }
}
