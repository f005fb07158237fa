package dev.segue.fault;

import dev.segue.cluster.TestCluster;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/** Looks at the vitals of one instance. */
final class Vitals {

    private static final double MB = 1 << 20;

    private final Map<Vital, Course> courses = new EnumMap<>(Vital.class);
    private final Instances instances;
    private final int instance;

    Vitals(Instances instances, int instance) {
        this.instances = instances;
        this.instance = instance;
        for (Vital vital : Vital.values()) {
            courses.put(vital, new Course(vital));
        }
    }

    Map<Vital, Course> courses() {
        return courses;
    }

    /** Takes a look. @param changelogBytes of the changelogs, which are everybody's */
    void look(double changelogBytes) throws IOException, InterruptedException {
        long process = instances.process(instance).pid();
        String metrics = metrics();
        double resident = status(process, "VmRSS") * 1024.0;
        see(Vital.RESIDENT, resident / MB);
        see(Vital.OFF_HEAP, (resident - sum(metrics, "jvm_memory_committed_bytes", "area=\"heap\"")) / MB);
        see(Vital.DIRECT, sum(metrics, "jvm_buffer_memory_used_bytes", "id=\"direct\"") / MB);
        see(Vital.THREADS, status(process, "Threads"));
        see(Vital.HANDLES, entries(Path.of("/proc/" + process + "/fd")));
        see(Vital.STATE, bytes(instances.state(instance)) / MB);
        see(Vital.CHANGELOGS, changelogBytes / MB);
    }

    /** Looks at the heap, once what is no longer needed is gone from it. */
    void lookAtHeap() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        long process = instances.process(instance).pid();
        int status = new ProcessBuilder(jcmd.toString(), String.valueOf(process), "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("jcmd could not have process " + process + " collect: status " + status);
        }
        see(Vital.HEAP, sum(metrics(), "jvm_memory_used_bytes", "area=\"heap\"") / MB);
    }

    private String metrics() throws IOException, InterruptedException {
        return new String(instances.client(instance).get("/metrics").response().body(), StandardCharsets.UTF_8);
    }

    private void see(Vital vital, double value) {
        courses.get(vital).see(value);
    }

    /** The bytes of a cluster's changelogs on its first broker. */
    static double changelogs(TestCluster cluster, String prefix) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            Map<String, LogDirDescription> folders =
                    admin.describeLogDirs(List.of(1)).allDescriptions().get().get(1);
            return folders.values().stream()
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().startsWith(prefix)
                            && replica.getKey().topic().endsWith("-changelog"))
                    .mapToDouble(replica -> replica.getValue().size())
                    .sum();
        }
    }

    private static double sum(String metrics, String name, String label) {
        List<String> series = metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label))
                .toList();
        if (series.isEmpty()) {
            throw new IllegalStateException("No " + name + " with " + label + " among the metrics");
        }
        return series.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long status(long process, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process + "/status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    /** Files come and go while they are looked at; the walk begins anew then. */
    private static double bytes(Path folder) throws IOException {
        while (true) {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.map(Path::toFile)
                        .filter(File::isFile)
                        .mapToDouble(File::length)
                        .sum();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
            }
        }
    }
}
