package dev.segue.cli;

import dev.segue.config.Settings;
import dev.segue.query.tls.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;

/** The option that says where a running service answers. */
final class ServiceOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A running service, as http://localhost:8080. Default: where it listens by the settings.")
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "A file with the token to call the service with. Default: what SEGUE_TOKEN holds, if anything.")
    private Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "The authorities that vouch for the service's certificate, as PEM. Default: segue.peers.ca of the"
                            + " settings, else those that Java knows.")
    private Path ca;

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
                ? URI.create(settings.http().scheme() + "://"
                        + settings.address(settings.http().port()))
                : url;
        if (at.getScheme() == null || !at.getScheme().matches("https?") || at.getHost() == null) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "--url is to be as http://localhost:8080, not '" + at + "'");
        }
        return new ServiceApi(at, token(tokenFile, System.getenv()), trust(settings));
    }

    /** The token, or null. */
    static String token(Path file, Map<String, String> environment) throws CommandFailed {
        if (file == null) {
            String token = environment.getOrDefault("SEGUE_TOKEN", "").strip();
            return token.isEmpty() ? null : token;
        }
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty() || token.contains("\n")) {
                throw new CommandFailed(
                        ExitCode.WRONG_USAGE, "the file " + file + " must hold a token and nothing else");
            }
            return token;
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.WRONG_USAGE, "the file " + file + " cannot be read", e);
        }
    }

    private Optional<SSLContext> trust(Settings settings) throws CommandFailed {
        Optional<Path> authorities = ca == null ? settings.http().peers().ca() : Optional.of(ca);
        try {
            return authorities.map(Pem::trusting);
        } catch (UncheckedIOException e) {
            throw new CommandFailed(
                    ExitCode.WRONG_USAGE, "the authorities in " + authorities.get() + " cannot be read", e);
        }
    }
}
