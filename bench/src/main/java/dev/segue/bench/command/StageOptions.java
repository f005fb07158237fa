package dev.segue.bench.command;

import dev.segue.bench.harness.BenchmarkFailed;
import dev.segue.bench.harness.Stage;
import dev.segue.bench.workload.SegmentTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What all contenders of a benchmark are given. */
final class StageOptions {

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "2",
            description = "Threads of each contender. Default: ${DEFAULT-VALUE}.")
    int threads;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "2",
            description = "Partitions of the input topics. Default: ${DEFAULT-VALUE}.")
    int partitions;

    @Option(
            names = "--commit",
            paramLabel = "MS",
            defaultValue = "100",
            description = "Commit interval of each contender. Default: ${DEFAULT-VALUE}.")
    int commit;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "2g",
            description = "Java heap of each contender, at most. Default: ${DEFAULT-VALUE}.")
    String heap;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "A single run is stopped after this. Default: ${DEFAULT-VALUE}.")
    int limit;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Segments: the ten, and so many drawn besides that there are N, as in 100, 1000 or 10000. Default: ${DEFAULT-VALUE}.")
    int segments;

    Stage.Options options() {
        Path target = Path.of(System.getProperty("bench.home"), "target", "runs");
        return new Stage.Options(
                threads,
                partitions,
                commit,
                heap,
                limit,
                target.resolve(String.valueOf(ProcessHandle.current().pid())));
    }

    /** For the record. */
    Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("segments", segments);
        described.put("threads", threads);
        described.put("partitions", partitions);
        described.put("commitMillis", commit);
        described.put("heap", heap);
        return described;
    }

    /** A file of the definitions. */
    Path definitions(long seed) {
        try (InputStream ten = StageOptions.class.getResourceAsStream("/dev/segue/bench/ten-segments.yaml")) {
            Path file = Files.createTempFile("segments-", ".yaml");
            file.toFile().deleteOnExit();
            String yaml = new String(ten.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(file, SegmentTemplates.draw(yaml, segments, seed));
        } catch (IOException e) {
            throw new BenchmarkFailed("the definitions could not be written: " + e.getMessage());
        }
    }
}
