package dev.segue.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.segue.check.Checker;
import dev.segue.cluster.RunningInstance;
import dev.segue.cluster.TestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PreviewCommandsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private static RunningInstance instance;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        cluster.publish(looker(1));
        for (int i = 0; i < 10; i++) {
            for (int times = 0; times <= i; times++) {
                cluster.send(TestCluster.click("c" + i, "page_view", System.currentTimeMillis() - 60_000 + times));
            }
        }
        cluster.flush();
        instance = RunningInstance.start(cluster, folder.resolve("state"), "live");
        url = instance.client().uri("").toString();
        await().atMost(PATIENCE)
                .until(() -> segue("segments", "list", "--url", url).out().contains("           10  Looker"));
    }

    @AfterAll
    static void stop() {
        Checker.awaitSound(cluster);
        instance.close();
        cluster.close();
    }

    @Test
    @Order(1)
    void shouldShowWhatAFileWouldMakeOfTheCustomersWhereItDiffers() throws IOException {
        Shell shell = segue("segments", "diff", file(looker(4)).toString(), "--url", url, "--days", "1");

        assertThat(shell.status()).as(shell.err()).isZero();
        assertThat(shell.outLines()).startsWith("--- published/looker", "+++ file/looker");
        assertThat(shell.outLines())
                .contains(
                        "looker  Looker",
                        "  now                   10",
                        "  then                   7  70.00 % of all",
                        "  enter                  0")
                .anyMatch(line -> line.matches(" {2}leave {18}3 {2}c\\d, c\\d, c\\d"));
        assertThat(segue("segments", "diff", file(looker(4)).toString(), "--no-preview")
                        .out())
                .doesNotContain("Previewed");
    }

    @Test
    @Order(2)
    void shouldPublishNothingInADryRunAndThenWhatItShowed() throws Exception {
        Path file = file(looker(4));
        Shell dry = segue("segments", "apply", file.toString(), "--dry-run", "--url", url);
        Shell before = segue("segments", "list", "--url", url);

        Shell applied = segue("segments", "apply", file.toString());
        await().atMost(PATIENCE)
                .until(() -> segue("segments", "list", "--url", url).out().contains("            7  Looker"));

        assertThat(dry.status()).as(dry.err()).isZero();
        assertThat(dry.outLines())
                .startsWith("Dry run: nothing is published.", "changed    looker  version 2", "")
                .contains("  then                   7  70.00 % of all");
        assertThat(before.out()).contains("version 1 ");
        assertThat(applied.outLines()).containsExactly("changed    looker  version 2");
    }

    @Test
    @Order(3)
    void shouldFindTheServiceBySettings() throws IOException {
        Path config = Files.writeString(
                folder.resolve("segue.properties"),
                "segue.http.port=" + instance.client().uri("").getPort() + "\n");

        Shell dry = segue(
                "segments", "apply", file(looker(2)).toString(), "--prune", "--dry-run", "--config", config.toString());

        assertThat(dry.outLines()).as(dry.err()).contains("  then                   9  90.00 % of all");
    }

    @Test
    @Order(3)
    void shouldSayWhereNoServiceAnswers() throws IOException {
        String nowhere = "http://127.0.0.1:" + freePort();
        Path config = Files.writeString(folder.resolve("nowhere.properties"), "segue.http.port=" + freePort() + "\n");
        String file = file(looker(2)).toString();

        Shell dry = segue("segments", "apply", file, "--dry-run", "--url", nowhere);
        Shell diff = segue("segments", "diff", file, "--config", config.toString());
        Shell list = segue("segments", "list", "--url", nowhere);
        Shell wrong = segue("segments", "list", "--url", "here");

        assertThat(dry.status()).isEqualTo(1);
        assertThat(dry.errLines())
                .containsExactly("segue: no service answers at " + nowhere + "; --url says where one does");
        assertThat(diff.status()).isZero();
        assertThat(diff.outLines()).startsWith("--- published/looker");
        assertThat(diff.errLines()).singleElement().asString().startsWith("no preview: no service answers at ");
        assertThat(list.status()).isEqualTo(1);
        assertThat(list.out()).isEmpty();
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.errLines()).singleElement().asString().contains("as http://localhost:8080, not 'here'");
    }

    private static String looker(int count) {
        return """
                segments:
                  - id: looker
                    name: Looker
                    enter: events("page_view").within(days(30)).count() >= %d
                """.formatted(count);
    }

    private static Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("segments.yaml"), text);
    }

    private static Shell segue(String... arguments) {
        Map<String, String> settings = cluster.settings(folder, "live");
        Stream<String> where = Stream.of(
                "--bootstrap-servers",
                settings.get("bootstrap.servers"),
                "--schema-registry",
                settings.get("schema.registry.url"));
        return Shell.run(Stream.concat(Stream.of(arguments), where).toArray(String[]::new));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
