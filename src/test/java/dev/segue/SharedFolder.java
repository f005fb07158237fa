package dev.segue;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Data that lies beside the project, not in it. */
public final class SharedFolder {

    private SharedFolder() {}

    /** The file or folder of this name; where it is absent, the test is skipped. */
    public static Path path(String name) {
        Path path = Path.of("..", "shared").resolve(name);
        assumeTrue(
                Files.exists(path),
                () -> "skipped: there is no " + path.toAbsolutePath().normalize());
        return path;
    }
}
