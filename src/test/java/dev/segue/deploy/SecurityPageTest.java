package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.segue.cluster.Client;
import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.query.access.AuditLog;
import dev.segue.query.access.Protection;
import dev.segue.query.http.ApiServer;
import dev.segue.query.http.Listener;
import dev.segue.query.tls.Pem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SECURITY.md says can be done as it says. */
class SecurityPageTest {

    @TempDir
    Path folder;

    @Test
    void shouldSetUpWhatItTellsToSetUp() throws Exception {
        run(block("sh", "openssl req"));
        Map<String, String> settings = settings();
        for (String key : List.of(
                "segue.http.tls.certificate",
                "segue.http.tls.key",
                "segue.peers.secret-file",
                "segue.peers.ca",
                "segue.audit.key-file")) {
            settings.computeIfPresent(key, (any, name) -> folder.resolve(name).toString());
        }

        try (Protection protection =
                        Protection.of(Settings.of(settings, List.of()).http());
                ApiServer server = new ApiServer(
                        new Listener("127.0.0.1", 0, 8, protection.certificate()),
                        protection.guard(),
                        protection.audit(),
                        List.of(),
                        List.of(),
                        Metrics.disabled())) {
            assertThat(new Client(server.port(), Pem.trusting(folder.resolve("ca.crt")))
                            .get("/openapi.json")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void shouldTellByTheCommandWhichCustomerTheAuditMeans() throws Exception {
        Files.writeString(folder.resolve("audit-key"), "1f2e3d\n");
        AuditLog audit = AuditLog.of(Optional.of(folder.resolve("audit-key")));

        String said = run(block("sh", "openssl dgst").replace("CUSTOMER", "\"a/b ü\""));

        assertThat("hmac-sha256:" + said.substring(said.lastIndexOf(' ') + 1).strip())
                .isEqualTo(audit.digest("a/b ü"));
    }

    private static Map<String, String> settings() throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(block("properties", "segue.access.issuer")));
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("SECURITY.md"));
    }

    /** The block of that kind that has these words. */
    private static String block(String kind, String words) throws IOException {
        Matcher block =
                Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL).matcher(page());
        while (block.find()) {
            if (block.group(1).contains(words)) {
                return block.group(1);
            }
        }
        throw new AssertionError("SECURITY.md has no such block: " + words);
    }

    private String run(String script) throws Exception {
        Process process;
        try {
            new ProcessBuilder("openssl", "version").start().waitFor();
            process = new ProcessBuilder("bash", "-euc", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            abort("there is no openssl to run the commands of SECURITY.md with");
            throw e;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
