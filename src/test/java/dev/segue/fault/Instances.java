package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cluster.Client;
import dev.segue.cluster.ServiceProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The instances of the service, each with a directory and a port that it has again when it is started again. */
final class Instances implements AutoCloseable {

    /** What Java ends with where it was told to end when there is no more memory. */
    static final int OUT_OF_MEMORY = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int STOPPED_BY_SIGTERM = 143;
    /** That it cannot go on, as the service says; and that Java has no more memory. */
    private static final Set<Integer> FAILED = Set.of(1, OUT_OF_MEMORY);
    /** As often as one may end by itself until its findings are taken: more is a loop that nobody gets out of. */
    private static final int MOST_RESTARTS = 20;

    private final Path folder;
    private final Map<String, String> settings;
    private final List<Integer> ports;
    private final ServiceProcess[] running;
    private final List<String> findings = new ArrayList<>();
    private final boolean supervised;
    private final Map<Integer, Integer> ends = new TreeMap<>();
    private int restarts;
    private int allowed = MOST_RESTARTS;
    private int kills;
    private final Thread atExit = new Thread(this::killAll);
    private final Map<Integer, Map<String, String>> environments = new HashMap<>();
    private Optional<Path> archive = Optional.empty();
    private Optional<Path> other = Optional.empty();
    private List<String> options = withUsual("-Xmx400m", "-XX:+UseSerialGC");

    /**
     * @param settings of all of them, but for what each has of its own
     * @param supervised whether one may end by itself, with a code that says it failed
     */
    Instances(Path folder, int count, Map<String, String> settings, boolean supervised) throws Exception {
        this.supervised = supervised;
        this.folder = folder;
        this.settings = settings;
        this.ports = BrokerTrio.freePorts(count);
        this.running = new ServiceProcess[count];
        // none may outlive a harness that is stopped
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    int count() {
        return running.length;
    }

    /** What was not as it should be with a process itself, since this was last asked. */
    List<String> takeFindings() {
        List<String> taken = List.copyOf(findings);
        findings.clear();
        allowed = restarts + MOST_RESTARTS;
        return taken;
    }

    /** How often one was killed. */
    int kills() {
        return kills;
    }

    /** How often one ended by itself and was started again. */
    int restarts() {
        return restarts;
    }

    /** How often one ended by itself with such a code. */
    int ends(int status) {
        return ends.getOrDefault(status, 0);
    }

    /** Java's options of all that are started from now on, beside those that the command and the image give. */
    void options(String... given) {
        options = withUsual(given);
    }

    private static List<String> withUsual(String... given) {
        List<String> all = new ArrayList<>(List.of(given));
        all.add("-XX:+ExitOnOutOfMemoryError");
        if (Runtime.version().feature() >= 22) {
            all.add("--enable-native-access=ALL-UNNAMED");
        }
        return all;
    }

    /**
     * Has Java start them sooner: it keeps the classes that one loads in a file, for all that are started with the same class path,
     * now or another time.
     */
    void archive(Path file) throws Exception {
        if (!Files.exists(file)) {
            List<String> usual = options;
            options = Stream.concat(usual.stream(), Stream.of("-XX:ArchiveClassesAtExit=" + file))
                    .toList();
            start(0);
            awaitReady(0);
            stop(0);
            options = usual;
        }
        archive = Optional.of(file);
    }

    /** Has those that are started from now on be another version of Segue, by its jar, with the libraries of this one; or this one. */
    void version(Optional<Path> jar) {
        other = jar;
    }

    /** Variables of the environment of one, when it is started from now on. */
    void environment(int i, Map<String, String> given) {
        environments.put(i, given);
    }

    void start(int i) throws IOException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("state.dir", state(i).toString());
        all.put("segue.http.port", String.valueOf(ports.get(i)));
        List<String> java = new ArrayList<>(options);
        String own = System.getProperty("java.class.path");
        if (other.isEmpty()) {
            archive.ifPresent(file -> java.add("-XX:SharedArchiveFile=" + file));
        }
        running[i] = ServiceProcess.start(
                other.map(jar -> jar + File.pathSeparator + own).orElse(own),
                Files.createDirectories(folder(i)),
                all,
                environments.getOrDefault(i, Map.of()),
                java.toArray(String[]::new));
    }

    void startAll() throws IOException {
        for (int i = 0; i < running.length; i++) {
            start(i);
        }
    }

    ServiceProcess process(int i) {
        return running[i];
    }

    /** SIGKILL. That it was alive until then is part of what is tested. */
    void kill(int i) throws Exception {
        expectAlive(i);
        running[i].kill();
        running[i] = null;
        kills++;
    }

    /** SIGTERM, and waits for the end, which has to be clean. */
    void stop(int i) throws Exception {
        expectAlive(i);
        running[i].stop();
        int status = running[i].awaitExit(300);
        if (status != STOPPED_BY_SIGTERM) {
            findings.add("instance " + i + " was asked to stop and ended with " + status);
        }
        running[i] = null;
    }

    Client client(int i) {
        return new Client(ports.get(i));
    }

    /** Of how many partitions one assigns the customers, as the service itself tells. */
    long owns(int i) throws Exception {
        String end = ":" + ports.get(i);
        JsonNode partitions = client(i).get("/v1/status").json().path("partitions");
        return StreamSupport.stream(partitions.spliterator(), false)
                .filter(partition -> partition.path("owner").asText().endsWith(end))
                .count();
    }

    /** The one that assigns the customers of most partitions. */
    int ownerOfMost() throws Exception {
        int most = 0;
        for (int i = 1; i < running.length; i++) {
            if (owns(i) > owns(most)) {
                most = i;
            }
        }
        return most;
    }

    void awaitReady(int i) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            expectAlive(i);
            return client(i).get("/readyz").status() == 200;
        });
    }

    void awaitAllReady() {
        for (int i = 0; i < running.length; i++) {
            awaitReady(i);
        }
    }

    Path folder(int i) {
        return folder.resolve("instance-" + i);
    }

    Path state(int i) {
        return folder(i).resolve("state");
    }

    /** How many lines of all that one ever logged hold such words. */
    long said(int i, String words) throws IOException {
        long found = 0;
        try (Stream<Path> logs = Files.list(folder(i))) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                found += Files.readString(log)
                        .lines()
                        .filter(line -> line.contains(words))
                        .count();
            }
        }
        return found;
    }

    /** Starts those that ended by themselves. */
    void supervise() throws Exception {
        for (int i = 0; i < running.length; i++) {
            expectAlive(i);
        }
    }

    /** Starts those that are not there; one that ended by itself is a finding. */
    void heal() throws Exception {
        for (int i = 0; i < running.length; i++) {
            expectAlive(i);
            if (running[i] == null || !running[i].isAlive()) {
                start(i);
            }
        }
    }

    private void expectAlive(int i) throws Exception {
        if (running[i] != null && !running[i].isAlive()) {
            String printed = running[i].printed();
            int status = running[i].awaitExit(1);
            if (!supervised || !FAILED.contains(status)) {
                findings.add("instance " + i + " ended by itself with " + status + ": "
                        + printed.substring(Math.max(0, printed.length() - 1_500)));
            }
            ends.merge(status, 1, Integer::sum);
            restarts++;
            restart(i);
        }
    }

    private void restart(int i) throws IOException {
        if (restarts <= allowed) {
            start(i);
        } else {
            findings.add("instance " + i + " ended by itself more than " + MOST_RESTARTS + " times");
            running[i] = null;
        }
    }

    private void killAll() {
        for (ServiceProcess process : running) {
            if (process != null) {
                try {
                    process.close();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
