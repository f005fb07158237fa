package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Guard;
import dev.segue.query.access.Issuer;
import dev.segue.query.access.PeerSecret;
import dev.segue.query.access.Role;
import dev.segue.query.access.Tokens;
import dev.segue.query.answer.segment.SegmentView.SegmentList;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import dev.segue.query.http.Route;
import dev.segue.query.tls.SelfSigned;
import dev.segue.query.tls.ServerCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** How commands call a service that asks for tokens, by HTTPS. */
class ServiceOptionTest {

    @TempDir
    private static Path folder;

    private static Issuer issuer;
    private static SelfSigned certificate;
    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
        certificate = SelfSigned.make(folder, "segue", "ip:127.0.0.1");
        Path secret = Files.writeString(folder.resolve("secret"), "x".repeat(40));
        Map<String, String> settings =
                Map.of("segue.access.issuer", issuer.url(), "segue.access.audience", Issuer.AUDIENCE);
        Tokens tokens = new Tokens(Settings.of(settings, List.of()).http().access());
        server = new ApiServer(
                new Listener(
                        "127.0.0.1",
                        0,
                        8,
                        Optional.of(ServerCertificate.read(certificate.certificate(), certificate.key()))),
                new Guard(tokens, Optional.of(PeerSecret.read(secret))),
                AuditLog.unrecognisable(),
                List.of(() -> List.of(Route.get("/v1/segments", "All")
                        .needs(Role.READ)
                        .by(exchange -> exchange.answer(new SegmentList(List.of(), 0, null))))),
                List.of(),
                Metrics.disabled());
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.close();
    }

    @Test
    void shouldCallWithTheTokenInAFileAndBelieveWhomItIsToldTo() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), issuer.token("ada", "read") + "\n");

        assertThat(service(
                                Settings.defaults(),
                                "--token-file",
                                token.toString(),
                                "--ca",
                                certificate.certificate().toString())
                        .sizes())
                .isEmpty();
    }

    @Test
    void shouldBelieveWhomTheSettingsSay() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), issuer.token("ada", "read"));
        Settings settings = Settings.of(
                Map.of(
                        "segue.peers.ca", certificate.certificate().toString(),
                        "segue.http.tls.certificate", certificate.certificate().toString(),
                        "segue.http.port", String.valueOf(server.port())),
                List.of());
        ServiceOption option = new ServiceOption();
        CommandLine.populateCommand(option, "--token-file", token.toString());

        assertThat(option.service(settings).sizes()).isEmpty();
    }

    @Test
    void shouldSayThatATokenIsMissingOrGivesTooLittle() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), issuer.token("ada", "forget"));
        String ca = certificate.certificate().toString();

        assertThatThrownBy(() -> service(Settings.defaults(), "--ca", ca).sizes())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("This needs a token")
                .hasMessageContaining("--token-file or SEGUE_TOKEN has it");
        assertThatThrownBy(() -> service(Settings.defaults(), "--ca", ca, "--token-file", token.toString())
                        .sizes())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("does not give the role read");
    }

    @Test
    void shouldNotBelieveWhomNobodyVouchesFor() {
        assertThatThrownBy(() -> service(Settings.defaults()).sizes())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is not believed to be the service")
                .hasMessageContaining("--ca");
    }

    @Test
    void shouldTakeTheTokenFromTheEnvironmentWhereNoFileIsGiven() throws Exception {
        Path file = Files.writeString(folder.resolve("of-file"), "of-file");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThat(ServiceOption.token(null, Map.of("SEGUE_TOKEN", " of-environment\n")))
                .isEqualTo("of-environment");
        assertThat(ServiceOption.token(file, Map.of("SEGUE_TOKEN", "of-environment")))
                .isEqualTo("of-file");
        assertThat(ServiceOption.token(null, Map.of())).isNull();
        assertThatThrownBy(() -> ServiceOption.token(empty, Map.of())).hasMessageContaining("must hold a token");
        assertThatThrownBy(() -> ServiceOption.token(folder.resolve("no"), Map.of()))
                .hasMessageContaining("cannot be read");
    }

    private static ServiceApi service(Settings settings, String... options) throws CommandFailed {
        ServiceOption option = new ServiceOption();
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "--url";
        all[options.length + 1] = "https://127.0.0.1:" + server.port();
        CommandLine.populateCommand(option, all);
        return option.service(settings);
    }
}
