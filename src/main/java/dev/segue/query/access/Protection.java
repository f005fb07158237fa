package dev.segue.query.access;

import dev.segue.config.HttpSettings;
import dev.segue.config.InvalidSettings;
import dev.segue.query.tls.Pem;
import dev.segue.query.tls.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * All that keeps the API from those who may not use it, as the settings say.
 *
 * @param guard lets calls be made or not
 * @param audit tells who changed or forgot what
 * @param secret what instances know each other by
 * @param certificate what the API shows itself by; absent for plain HTTP
 * @param peerTls who is believed to be another instance; absent for plain HTTP
 */
public record Protection(
        Guard guard,
        AuditLog audit,
        Optional<PeerSecret> secret,
        Optional<ServerCertificate> certificate,
        Optional<SSLContext> peerTls)
        implements AutoCloseable {

    /**
     * Reads what the settings name.
     *
     * @throws InvalidSettings if they would leave the API open to everybody, or a file cannot be used
     */
    public static Protection of(HttpSettings http) throws InvalidSettings {
        http.checkGuarded();
        try {
            Access access = http.access().isGuarded()
                    ? new Tokens(http.access())
                    : new Unguarded(http.access().open());
            Optional<PeerSecret> secret = http.peers().secret().isPresent()
                    ? Optional.of(PeerSecret.read(http.peers().secret().get()))
                    : Optional.empty();
            return new Protection(
                    new Guard(access, secret), AuditLog.of(http.auditKey()), secret, certificate(http), peerTls(http));
        } catch (UncheckedIOException e) {
            throw new InvalidSettings(List.of(said(e.getCause())));
        } catch (IOException e) {
            throw new InvalidSettings(List.of(said(e)));
        }
    }

    private static Optional<ServerCertificate> certificate(HttpSettings http) throws IOException {
        return http.tls().isOn()
                ? Optional.of(ServerCertificate.read(
                        http.tls().certificate().orElseThrow(), http.tls().key().orElseThrow()))
                : Optional.empty();
    }

    private static Optional<SSLContext> peerTls(HttpSettings http) {
        if (!http.tls().isOn()) {
            return Optional.empty();
        }
        return Optional.of(http.peers().ca().map(Pem::trusting).orElseGet(Protection::whomJavaTrusts));
    }

    private static SSLContext whomJavaTrusts() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has a TLS context", e);
        }
    }

    private static String said(IOException e) {
        return e instanceof NoSuchFileException ? "There is no file " + e.getMessage() + "." : e.getMessage() + ".";
    }

    @Override
    public void close() {
        certificate.ifPresent(ServerCertificate::close);
    }
}
