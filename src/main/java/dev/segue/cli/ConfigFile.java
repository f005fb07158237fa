package dev.segue.cli;

import dev.segue.config.InvalidSettings;
import dev.segue.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that names a file of settings; the environment goes over it. */
final class ConfigFile {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as a properties file. Environment variables go over it: SEGUE_MAX_FUTURE is "
                    + "segue.max-future, KAFKA_BOOTSTRAP_SERVERS is bootstrap.servers.")
    private Path path;

    /** The settings of a command that needs no cluster. */
    Settings load() throws CommandFailed {
        return load(System.getenv(), List.of());
    }

    /** @param required keys that must be there */
    Settings load(Map<String, String> environment, List<String> required) throws CommandFailed {
        try {
            return Settings.load(path, environment, required);
        } catch (InvalidSettings e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, String.join(" ", e.problems()), e);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "the file " + path + " cannot be read", e);
        }
    }
}
