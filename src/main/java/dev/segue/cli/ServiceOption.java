package dev.segue.cli;

import dev.segue.config.Settings;
import java.net.URI;
import picocli.CommandLine.Option;

/** The option that says where a running service answers. */
final class ServiceOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A running service, as http://localhost:8080. Default: where it listens by the settings.")
    private URI url;

    /** Whether it was said where. */
    boolean isGiven() {
        return url != null;
    }

    /** The service; whether it is there is found out by asking. */
    ServiceApi service(Settings settings) throws CommandFailed {
        if (url == null && settings.http().port() == 0) {
            throw new CommandFailed(
                    ExitCode.FAILED, "the service listens at any port by the settings; say by --url which it is");
        }
        URI at = url == null
                ? URI.create("http://" + settings.address(settings.http().port()))
                : url;
        if (at.getScheme() == null || !at.getScheme().matches("https?") || at.getHost() == null) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "--url is to be as http://localhost:8080, not '" + at + "'");
        }
        return new ServiceApi(at);
    }
}
