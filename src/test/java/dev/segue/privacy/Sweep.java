package dev.segue.privacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks through files for canaries. */
final class Sweep {

    private static final int SHOWN = 300;

    private final List<Path> files = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    /** Looks through those files of a folder whose names end so. */
    Sweep in(Path folder, String ending) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(one -> one.toString().endsWith(ending))
                        .sorted()
                        .toList()) {
                    look(file);
                }
            }
        }
        return this;
    }

    private void look(Path file) throws IOException {
        files.add(file);
        int number = 0;
        // any bytes make lines in this encoding
        try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
            for (String line : (Iterable<String>) lines::iterator) {
                number++;
                if (Canary.isIn(line)) {
                    findings.add(file + ":" + number + ": " + line.substring(0, Math.min(SHOWN, line.length())));
                }
            }
        }
    }

    List<Path> files() {
        return files;
    }

    /** The lines with a canary, by file and number. */
    List<String> findings() {
        return findings;
    }
}
