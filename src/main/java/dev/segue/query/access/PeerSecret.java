package dev.segue.query.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What instances know each other by. A question carries a keyed digest of itself and of the time, never the secret: whoever listens on
 * the network, or pretends to be an instance, does not learn it, and a question that was overheard is soon worth nothing.
 */
public final class PeerSecret {

    private static final Logger LOG = LoggerFactory.getLogger(PeerSecret.class);

    static final String SCHEME = "SeguePeer ";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int FEWEST_CHARACTERS = 32;

    /** How far the clocks of two instances may be apart, and how long an overheard question is good. */
    private static final long MOST_APART_MILLIS = 60_000;

    private final List<SecretKeySpec> keys;
    private final LongSupplier clock;

    PeerSecret(List<String> secrets, LongSupplier clock) {
        this.keys = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList();
        this.clock = clock;
    }

    /**
     * Reads it from a file with a secret on each line. The first is used to ask, all are accepted, so that it can be changed while some
     * instances have the old one.
     *
     * @throws IOException if the file cannot be read, or a secret is too short to be one
     */
    public static PeerSecret read(Path file) throws IOException {
        List<String> secrets = Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (secrets.isEmpty() || secrets.stream().anyMatch(secret -> secret.length() < FEWEST_CHARACTERS)) {
            throw new IOException(file + " must hold a secret of at least " + FEWEST_CHARACTERS
                    + " characters, or several, each on a line; make one with `openssl rand -base64 32`");
        }
        return new PeerSecret(secrets, System::currentTimeMillis);
    }

    /** The {@code Authorization} of a question. */
    public String authorization(String path, byte[] body) {
        long now = clock.getAsLong();
        return SCHEME + now + "." + digest(keys.get(0), now, path, body);
    }

    /**
     * Lets an instance ask.
     *
     * @param authorization the header, or null
     * @throws Denied if it is not one of ours
     */
    void check(String authorization, String path, byte[] body) throws Denied {
        if (authorization == null || !authorization.startsWith(SCHEME)) {
            throw Denied.noPeer();
        }
        String[] parts = authorization.substring(SCHEME.length()).split("\\.", 2);
        if (parts.length < 2 || !parts[0].matches("\\d{1,15}")) {
            throw Denied.noPeer();
        }
        long asked = Long.parseLong(parts[0]);
        byte[] given = parts[1].getBytes(UTF_8);
        boolean known = false;
        for (SecretKeySpec key : keys) {
            known |= MessageDigest.isEqual(digest(key, asked, path, body).getBytes(UTF_8), given);
        }
        long apart = Math.abs(clock.getAsLong() - asked);
        if (known && apart > MOST_APART_MILLIS) {
            LOG.warn(
                    "An instance asks with a clock that is {} s away from this one's, and is not answered",
                    apart / 1_000);
        }
        if (!known || apart > MOST_APART_MILLIS) {
            throw Denied.noPeer();
        }
    }

    private static String digest(SecretKeySpec key, long time, String path, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((time + "\n" + path + "\n").getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
