package dev.segue.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP side: where it listens, and who may ask it what.
 *
 * @param port 0 for any that is free
 * @param threads that answer, at most
 * @param access who callers are
 * @param peers how instances know each other
 * @param management where metrics and health are
 * @param auditKey file with the key by which the audit log writes customers; absent for one that nobody knows
 */
public record HttpSettings(
        String host,
        int port,
        int threads,
        TlsSettings tls,
        AccessSettings access,
        PeerSettings peers,
        ManagementSettings management,
        Optional<Path> auditKey) {

    /**
     * Refuses what would leave the API open to everybody, or would not work, before anything listens.
     *
     * @throws InvalidSettings with every problem
     */
    public void checkGuarded() throws InvalidSettings {
        List<String> problems = new ArrayList<>();
        if (!access.isGuarded() && !access.open() && !HostAddress.isLoopback(host)) {
            problems.add(Keys.HTTP_HOST + " is " + host + ": whoever reaches it could read and forget every customer."
                    + " Set " + AccessKeys.ACCESS_ISSUER + " to ask for tokens, or " + AccessKeys.ACCESS_OPEN
                    + "=true if something else keeps others out.");
        }
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            problems.add(HttpKeys.TLS_CERTIFICATE + " and " + HttpKeys.TLS_KEY + " must both be set, or neither.");
        }
        if (access.isGuarded()) {
            access.check(problems);
            if (access.open()) {
                problems.add(AccessKeys.ACCESS_OPEN + " and " + AccessKeys.ACCESS_ISSUER
                        + " are both set; it is one or the" + " other.");
            }
            if (peers.secret().isEmpty()) {
                problems.add(AccessKeys.PEERS_SECRET_FILE + " is not set: where tokens are asked for, instances need a"
                        + " secret to ask each other.");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
    }

    /** {@code https} or {@code http}. */
    public String scheme() {
        return tls.isOn() ? "https" : "http";
    }
}
