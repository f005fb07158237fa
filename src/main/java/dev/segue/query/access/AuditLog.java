package dev.segue.query.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells who changed or forgot what: a line of JSON each, by the logger {@code dev.segue.audit}, whose time is the line's. It never holds a
 * customer's id: only a digest of it by a key, with which an auditor can tell whether a customer is meant whose id they know.
 */
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.segue.audit");

    private static final String ALGORITHM = "HmacSHA256";
    private static final String CUSTOMER = "customer";
    private static final int UNKNOWN_CALLER = 401;

    private final ObjectMapper json = new ObjectMapper();
    private final SecretKeySpec key;

    private AuditLog(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** One with a key that nobody knows: customers can be told apart as long as it runs, and not be recognised. */
    public static AuditLog unrecognisable() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new AuditLog(key);
    }

    /**
     * One with the key in a file, its first line; without a file, {@link #unrecognisable}.
     *
     * @throws IOException if the file cannot be read, or is empty
     */
    public static AuditLog of(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return unrecognisable();
        }
        String key =
                Files.readAllLines(file.get()).stream().findFirst().orElse("").strip();
        if (key.isEmpty()) {
            throw new IOException(file.get() + " must hold a key; make one with `openssl rand -hex 32`");
        }
        return new AuditLog(key.getBytes(UTF_8));
    }

    /**
     * Tells of a call. One whose caller was not known is left out: it did nothing, and anybody could fill the log with such.
     *
     * @param action what was asked for
     * @param from the address that the call came from
     * @param what it was asked for, by name
     * @param status of the answer
     */
    public void tell(String action, Caller who, String from, Map<String, String> what, int status) {
        if (status == UNKNOWN_CALLER) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("action", action);
        line.put("outcome", status < 300 ? "done" : status == Denied.Why.FORBIDDEN.status() ? "denied" : "failed");
        line.put("status", status);
        line.put("who", who.subject());
        line.put("issuer", who.issuer());
        line.put("from", from);
        what.forEach((name, value) -> line.put(name, name.equals(CUSTOMER) ? digest(value) : value));
        try {
            LOG.info(json.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a customer is written as. */
    public String digest(String customerId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(customerId.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
