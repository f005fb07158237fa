package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The steps of the Dockerfile, as far as they run without a container engine. */
class DockerfileTest {

    private static Dockerfile dockerfile;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        dockerfile = Dockerfile.read();
    }

    @Test
    void shouldCopyWhatIsThereAndNotIgnored() throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
        List<String> sources = dockerfile.stages().stream()
                .flatMap(Dockerfile.Stage::copies)
                .filter(words -> !words.get(0).startsWith("--from"))
                .flatMap(words -> words.subList(0, words.size() - 1).stream())
                .toList();

        assertThat(sources).isNotEmpty().allMatch(source -> Files.exists(Path.of(source)));
        assertThat(ignored)
                .contains("*")
                .containsAll(sources.stream().map(one -> "!" + one).toList());
    }

    @Test
    void shouldTakeFromTheBuildWhatItMakes() throws Exception {
        Pom pom = Pom.read();
        String workdir = dockerfile.build().all("WORKDIR").get(0);
        String lib = pom.at("//plugin[artifactId='maven-dependency-plugin']//execution[id='lib']//outputDirectory");

        assertThat(dockerfile.image().copies().filter(words -> words.contains("--from=build")))
                .extracting(words -> words.get(1))
                .containsExactlyInAnyOrder(
                        workdir + "/target/" + pom.at("/project/build/finalName") + ".jar",
                        lib.replace("${project.build.directory}", workdir + "/target"));
        assertThat(dockerfile.image().words("ENTRYPOINT")).endsWith("-jar", "/opt/segue/segue.jar");
    }

    @Test
    void shouldPinItsImagesAndRunAsNobodyInParticular() {
        assertThat(dockerfile.stages())
                .extracting(Dockerfile.Stage::base)
                .allMatch(base -> base.matches("[\\w-]+:\\d.*"));
        // built by the oldest Java that is supported, and run by one on which it takes less
        assertThat(dockerfile.stages().get(0).base()).contains("-17");
        assertThat(dockerfile.image().base()).contains(":25-");
        assertThat(dockerfile.image().all("USER")).singleElement().asString().matches("[1-9]\\d+:[1-9]\\d+");
    }

    @Test
    void shouldSetOnlyWhatTheServiceKnows() throws Exception {
        Settings settings = Settings.load(null, dockerfile.image().environment(), List.of());

        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
        assertThat(settings.http().port() + " " + settings.http().management().port())
                .isEqualTo(dockerfile.image().all("EXPOSE").get(0));
        assertThatThrownBy(settings.http()::checkGuarded)
                .as("who runs the image says who may ask")
                .isInstanceOf(InvalidSettings.class);
        assertThat(settings.kafka().get("state.dir"))
                .isEqualTo(dockerfile.image().all("VOLUME").get(0));
    }

    @Test
    @Timeout(60)
    void shouldStartTheCommandLine() throws Exception {
        jar(folder.resolve("segue.jar"));

        String said = run(entrypoint(folder, "--version"), dockerfile.image().environment());

        assertThat(said).contains("Picked up JDK_JAVA_OPTIONS").contains("segue (built from classes)");
        assertThat(run(entrypoint(folder, dockerfile.image().words("CMD").get(0), "--help"), Map.of()))
                .contains("Runs the service against a Kafka cluster");
    }

    @Test
    @Timeout(60)
    void shouldTellWhetherItAnswers() throws Exception {
        Path answers = Path.of(copied("/opt/segue/answers"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/healthz", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> port = Map.of(
                "SEGUE_MANAGEMENT_PORT", String.valueOf(server.getAddress().getPort()));

        assertThat(dockerfile.image().words("HEALTHCHECK")).containsExactly("/opt/segue/answers", "/healthz");
        assertThat(status(List.of(answers.toString(), "/healthz"), port)).isZero();
        assertThat(status(List.of(answers.toString(), "/readyz"), port)).isNotZero();
        server.stop(0);
        assertThat(status(List.of(answers.toString(), "/healthz"), port)).isNotZero();
    }

    /** The build itself, from what the image's build sees; needs the local repository filled. */
    @Test
    @Tag("long")
    void shouldBuildFromWhatItCopies() throws Exception {
        for (List<String> words : dockerfile.build().copies().toList()) {
            copy(Path.of(words.get(0)), folder.resolve(words.get(0)));
        }
        for (String step : dockerfile.build().all("RUN")) {
            List<String> command = new ArrayList<>(List.of(step.split(" ")));
            command.add(1, "--offline");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).isZero();
        }

        assertThat(run(entrypoint(folder.resolve("target"), "--version"), Map.of()))
                .contains("segue " + Pom.read().version());
    }

    private static String copied(String target) {
        return dockerfile
                .image()
                .copies()
                .filter(words -> words.get(words.size() - 1).equals(target))
                .map(words -> words.get(0))
                .findFirst()
                .orElseThrow();
    }

    /** A jar that starts as the build's does, with this run's classes. */
    private static void jar(Path file) throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Pom.read().at("//plugin[artifactId='maven-jar-plugin']//mainClass"));
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }

    private static List<String> entrypoint(Path home, String... arguments) {
        List<String> words = new ArrayList<>();
        dockerfile.image().words("ENTRYPOINT").forEach(word -> words.add(word.replace("/opt/segue", home.toString())));
        words.set(
                0, Path.of(System.getProperty("java.home"), "bin", words.get(0)).toString());
        words.addAll(List.of(arguments));
        return words;
    }

    private static String run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static int status(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start().waitFor();
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }
}
