package dev.segue.bench.harness;

import dev.segue.bench.workload.TopicLoader;
import dev.segue.bench.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A cluster with a workload in its topics, which all contenders read, one after the other, each writing topics of its own.
 *
 * @param segments the file of definitions that Segue is given
 * @param clock Segue's: {@code event} or {@code live}
 */
public record Stage(Cluster cluster, Options options, Path segments, String clock) implements AutoCloseable {

    public static final String CLICKSTREAM = "clickstream";
    public static final String PURCHASES = "purchases";
    public static final List<String> INPUTS = List.of(CLICKSTREAM, PURCHASES);

    private static final long LIVE_LATENESS_MILLIS = 500;

    /** The same for all contenders of a benchmark. */
    public record Options(
            int threads, int partitions, int commitMillis, String heap, int limitSeconds, Path directory) {}

    /** How late events may come, for programs that wait for those: live events are sent in order, at once. */
    private long latenessMillis() {
        return clock.equals("live") ? LIVE_LATENESS_MILLIS : Workload.LATEST.toMillis();
    }

    /** Starts a cluster with empty input topics. */
    public static Stage set(Options options, Path segments, String clock, Map<String, String> broker) {
        clear(options.directory());
        Cluster cluster = Cluster.start(options.directory().resolve("broker"), broker);
        cluster.create(options.partitions(), CLICKSTREAM, PURCHASES);
        return new Stage(cluster, options, segments, clock);
    }

    /** @param linger how long records are gathered before they are sent, milliseconds */
    public TopicLoader loader(int linger) {
        return new TopicLoader(
                cluster.bootstrap(), cluster.registryScope(), CLICKSTREAM, PURCHASES, options.partitions(), linger);
    }

    /**
     * Loads the workload, telling of it.
     *
     * @param ends whether records follow by which event clocks pass the end
     */
    public TopicLoader.Loaded load(Workload workload, boolean ends) {
        try (TopicLoader loader = loader(5)) {
            TopicLoader.Loaded loaded =
                    loader.load(workload, done -> Progress.show("loading: %,d of %,d events", done, workload.events()));
            if (ends) {
                loader.end(loaded);
            }
            long expected = workload.events() + (ends ? 2L * options.partitions() : 0);
            long written = cluster.written(INPUTS);
            if (written != expected) {
                throw new BenchmarkFailed("of " + expected + " records " + written + " were written");
            }
            Progress.say(
                    "%,d events of %,d customers, %.1f %% clicks of %d bytes",
                    workload.events(),
                    loaded.customers(),
                    100.0 * loaded.clicks() / workload.events(),
                    loaded.clickBytes());
            return loaded;
        }
    }

    /** A run of a contender on this stage, with topics and state of its own. */
    public Run run(Contender contender, String name) {
        return new Run(this, contender, contender.label() + "-" + name);
    }

    /**
     * One run of a contender; it may be started more than once.
     *
     * @param id its application and group, and what the names of all its topics begin with
     */
    public record Run(Stage stage, Contender contender, String id) {

        public String changes() {
            return id + "-changes";
        }

        Path state() {
            return directory().resolve("state");
        }

        private Path directory() {
            return stage.options.directory().resolve(id);
        }

        Set<String> changelogs() {
            Set<String> own = stage.cluster.topics(id);
            own.removeIf(topic -> !topic.endsWith("-changelog"));
            return own;
        }

        /** Creates the run's topics, and publishes the definitions where they are read. */
        void prepare() {
            stage.cluster.create(stage.options.partitions(), changes());
            if (contender.readsDefinitions()) {
                stage.cluster.create(1, id + "-definitions");
                stage.cluster.configure(Set.of(id + "-definitions"), "cleanup.policy", "compact");
                Service.publish(contract(), stage.segments, directory());
            }
        }

        Service start() {
            return Service.start(contender, contract(), stage.options.heap(), directory());
        }

        /** Starts it, has it read all that lies in the topics, and stops it after what is to be done with it then. */
        <T> T afterHistory(Function<Service, T> then) {
            prepare();
            Service service = start();
            try {
                service.awaitRunning();
                Patience patience =
                        new Patience(1_000L * stage.options.limitSeconds(), id + " did not read the history in time");
                long total = stage.cluster.written(INPUTS);
                while (stage.cluster.committed(id) < total) {
                    service.check();
                    patience.pause();
                }
                return then.apply(service);
            } finally {
                service.stop();
            }
        }

        long stateBytes() {
            try (Stream<Path> files = Files.walk(state())) {
                return files.filter(Files::isRegularFile)
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            } catch (NoSuchFileException e) {
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Deletes the state directory, as if the disk were lost. */
        void loseState() {
            clear(state());
        }

        /** Removes all that the run left but its logs. */
        public void strike() {
            loseState();
            stage.cluster.delete(stage.cluster.topics(id));
        }

        private Map<String, String> contract() {
            Map<String, String> contract = new TreeMap<>();
            contract.put("bootstrap.servers", stage.cluster.bootstrap());
            contract.put("schema.registry.url", stage.cluster.registryUrl());
            contract.put("clickstream.topic", CLICKSTREAM);
            contract.put("purchases.topic", PURCHASES);
            contract.put("changes.topic", changes());
            contract.put("application.id", id);
            contract.put("state.dir", state().toString());
            contract.put("threads", String.valueOf(stage.options.threads()));
            contract.put("commit.interval.ms", String.valueOf(stage.options.commitMillis()));
            contract.put("partitions", String.valueOf(stage.options.partitions()));
            contract.put("clock", stage.clock);
            contract.put("lateness.ms", String.valueOf(stage.latenessMillis()));
            return contract;
        }
    }

    /** Takes the cluster down, with all that was written. */
    @Override
    public void close() {
        cluster.close();
        clear(options.directory().resolve("broker"));
    }

    private static void clear(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return; // nothing there
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + directory, e);
        }
    }
}
