package dev.segue.query.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and keys in PEM files, as certificate authorities and Kubernetes hand them out. */
public final class Pem {

    /** Of the key in a key store that is never written. */
    static final String PASSWORD = "in-memory";

    private static final Pattern KEY = Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([^-]*)-----END");

    /** The kinds of keys, and how each signs. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private Pem() {}

    /**
     * What connects with those whom the authorities in a file vouch for, and nobody else.
     *
     * @throws UncheckedIOException if the file cannot be read, or holds no certificate
     */
    public static SSLContext trusting(Path authorities) {
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate certificate : certificates(authorities)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(authorities + ": " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key store with one key and its certificates, its own first. */
    static KeyStore identity(Path chain, Path key) throws IOException {
        try {
            KeyStore store = empty();
            Certificate[] certificates = certificates(chain).toArray(Certificate[]::new);
            PrivateKey own = privateKey(key);
            if (!belong(own, certificates[0].getPublicKey())) {
                throw new IOException(key + " is not the key of the first certificate in " + chain);
            }
            store.setKeyEntry("segue", own, PASSWORD.toCharArray(), certificates);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(chain + " and " + key + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean belong(PrivateKey own, PublicKey shown) throws GeneralSecurityException {
        if (!own.getAlgorithm().equals(shown.getAlgorithm())) {
            return false;
        }
        String algorithm = ALGORITHMS.get(own.getAlgorithm());
        byte[] anything = {1};
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(own);
        signing.update(anything);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(shown);
        verifying.update(anything);
        return verifying.verify(signing.sign());
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        byte[] text = Files.readAllBytes(file);
        List<Certificate> found = List.copyOf(
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text)));
        if (found.isEmpty()) {
            throw new IOException(file + " holds no certificate");
        }
        return found;
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!found.find()) {
            throw new IOException(file + " holds no private key");
        }
        if (!found.group(1).isEmpty()) {
            throw new IOException(file + " holds a key in another form than PKCS#8; `openssl pkcs8 -topk8 -nocrypt`"
                    + " brings it into that");
        }
        PKCS8EncodedKeySpec key =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(2)));
        for (String algorithm : ALGORITHMS.keySet()) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(key);
            } catch (InvalidKeySpecException e) {
                // then of another kind
            }
        }
        throw new IOException(file + " holds a key that is none of " + String.join(", ", ALGORITHMS.keySet()));
    }
}
