package dev.segue.bench.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.segue.bench.harness.BenchmarkFailed;
import dev.segue.bench.harness.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Results for programs: what was measured, on what, with which options. */
final class Json {

    private Json() {}

    /** @param file null for none */
    static void write(Path file, String command, Map<String, ?> options, Object results) {
        if (file == null) {
            return;
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("benchmark", command);
        report.put("at", Instant.now().toString());
        report.put("machine", Machine.here());
        report.put("options", options);
        report.put("results", results);
        try {
            new ObjectMapper()
                    .writer(SerializationFeature.INDENT_OUTPUT)
                    .with(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
                    .writeValue(file.toFile(), report);
        } catch (IOException e) {
            throw new BenchmarkFailed("the results could not be written to " + file + ": " + e.getMessage());
        }
    }
}
