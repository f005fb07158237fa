package dev.segue.query.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server shows itself by: a certificate and its key, read again when the files change, so that renewing needs no restart. */
public final class ServerCertificate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Path chain;
    private final Path key;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "segue-certificate");
        thread.setDaemon(true);
        return thread;
    });
    private byte[] seen;

    private ServerCertificate(Path chain, Path key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads it, and looks now and then whether it has changed.
     *
     * @param chain PEM file: the certificate, then those of the authorities between
     * @param key PEM file: its private key, as PKCS#8
     * @throws IOException if the files cannot be read, or do not belong together
     */
    public static ServerCertificate read(Path chain, Path key) throws IOException {
        ServerCertificate certificate = new ServerCertificate(chain, key);
        certificate.seen = certificate.contents();
        certificate.use(certificate.factory);
        certificate.looking.scheduleWithFixedDelay(
                certificate::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return certificate;
    }

    /** What Jetty makes connections with. */
    public SslContextFactory.Server factory() {
        return factory;
    }

    private void use(SslContextFactory with) throws IOException {
        with.setKeyStore(Pem.identity(chain, key));
        with.setKeyStorePassword(Pem.PASSWORD);
    }

    private byte[] contents() throws IOException {
        byte[] first = Files.readAllBytes(chain);
        byte[] second = Files.readAllBytes(key);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void look() {
        try {
            byte[] now = contents();
            if (!Arrays.equals(now, seen)) {
                // one that is wrong is said once, and the one before stays in use
                seen = now;
                Pem.identity(chain, key);
                factory.reload(this::reuse);
                LOG.info("The certificate in {} has changed and is in use", chain);
            }
        } catch (Exception e) {
            LOG.warn(
                    "The certificate in {} cannot be read again, and the one before stays in use: {}",
                    chain,
                    e.toString());
        }
    }

    private void reuse(SslContextFactory with) {
        try {
            use(with);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
