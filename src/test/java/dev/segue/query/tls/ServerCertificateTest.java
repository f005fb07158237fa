package dev.segue.query.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.segue.cluster.Client;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates on real sockets. */
class ServerCertificateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path made;

    @TempDir
    Path folder;

    private static SelfSigned one;
    private static SelfSigned other;

    @BeforeAll
    static void make() throws Exception {
        one = SelfSigned.make(made, "one", "ip:127.0.0.1");
        other = SelfSigned.make(made, "other", "ip:127.0.0.1");
    }

    @Test
    void shouldTakeARenewedCertificateWithoutARestart() throws Exception {
        Path chain = Files.copy(one.certificate(), folder.resolve("tls.crt"));
        Path key = Files.copy(one.key(), folder.resolve("tls.key"));
        try (ServerCertificate certificate = ServerCertificate.read(chain, key);
                ApiServer server = server(certificate)) {
            assertThat(status(server, one)).isEqualTo(200);
            assertThatThrownBy(() -> status(server, other)).isInstanceOf(SSLException.class);

            // between the two the files do not belong together, and the one before stays in use
            Files.copy(other.certificate(), chain, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(other.key(), key, StandardCopyOption.REPLACE_EXISTING);

            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> status(server, other) == 200);
            assertThatThrownBy(() -> status(server, one)).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void shouldRefuseACertificateAndAKeyThatDoNotBelongTogether() {
        assertThatThrownBy(() -> ServerCertificate.read(one.certificate(), other.key()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not the key of the first certificate in " + one.certificate());
    }

    @Test
    void shouldSayWhatIsWrongWithAFile() throws Exception {
        Path nothing = Files.writeString(folder.resolve("nothing"), "nothing");
        Path old = Files.writeString(
                folder.resolve("old"), Files.readString(one.key()).replace("PRIVATE KEY", "RSA PRIVATE KEY"));

        assertThatThrownBy(() -> ServerCertificate.read(nothing, one.key())).hasMessageContaining(nothing.toString());
        assertThatThrownBy(() -> ServerCertificate.read(one.certificate(), nothing))
                .hasMessageContaining("holds no private key");
        assertThatThrownBy(() -> ServerCertificate.read(one.certificate(), old)).hasMessageContaining("PKCS#8");
    }

    private static ApiServer server(ServerCertificate certificate) {
        return new ApiServer(
                new Listener("127.0.0.1", 0, 8, Optional.of(certificate)),
                Guard.unguarded(),
                AuditLog.unrecognisable(),
                List.of(),
                List.of(),
                Metrics.disabled());
    }

    private static int status(ApiServer server, SelfSigned trusted) throws Exception {
        return new Client(server.port(), Pem.trusting(trusted.certificate()))
                .get("/openapi.json")
                .status();
    }
}
