package dev.segue.cli;

import dev.segue.config.Settings;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code segue run}: the service against a real cluster, until it is told to stop. On SIGTERM or Ctrl-C it finishes what it is
 * at, commits and leaves, within {@code segue.shutdown.timeout}; the exit code is the signal's own, 143 or 130.
 */
@Command(name = "run", description = "Runs the service against a Kafka cluster.")
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Mixin
    private ConfigFile config;

    @Override
    public Integer call() throws CommandFailed, InterruptedException {
        Settings settings = config.load(System.getenv(), Settings.CLUSTER);
        try (Shutdown shutdown = new Shutdown()) {
            RunningService service = shutdown.closing(new RunningService(settings));
            LOG.info(
                    "Listening on {}://{}:{}; health and metrics on port {}",
                    settings.http().scheme(),
                    settings.http().host(),
                    service.port(),
                    service.managementPort());
            service.start();
            service.await();
        }
        return ExitCode.DONE.status();
    }
}
