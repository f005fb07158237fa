package dev.segue.query.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.query.tls.ServerCertificate;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Where a server listens, and how.
 *
 * @param port 0 for any that is free
 * @param threads that answer, at most
 * @param certificate absent for plain HTTP
 */
public record Listener(String host, int port, int threads, Optional<ServerCertificate> certificate) {

    private static final int MOST_HEADERS = 16 * 1024;
    private static final int SMALLEST_COMPRESSED = 2_048;
    private static final int IDLE_MILLIS = 60_000;
    private static final long STOP_MILLIS = 5_000;

    /** One by plain HTTP. */
    public static Listener plain(String host, int port, int threads) {
        return new Listener(host, port, threads, Optional.empty());
    }

    void configure(JavalinConfig config, ObjectMapper json) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = Exchange.MOST_BYTES;
        CompressionStrategy gzip = CompressionStrategy.GZIP;
        gzip.setDefaultMinSizeForCompression(SMALLEST_COMPRESSED);
        config.http.compressionStrategy = gzip;
        QueuedThreadPool pool = new QueuedThreadPool(threads, Math.min(8, threads), IDLE_MILLIS);
        pool.setName("segue-http");
        config.jetty.threadPool = pool;
        config.jetty.modifyServer(jetty -> configure(jetty, json));
        config.jetty.modifyHttpConfiguration(Listener::configure);
        config.jetty.modifyServletContextHandler(
                handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
        config.jetty.addConnector(this::connector);
    }

    private static void configure(Server jetty, ObjectMapper json) {
        jetty.setErrorHandler(new ProblemErrors(json));
        jetty.setHandler(new GracefulHandler());
        jetty.setStopTimeout(STOP_MILLIS);
    }

    private static void configure(HttpConfiguration http) {
        http.setRequestHeaderSize(MOST_HEADERS);
        http.setSendServerVersion(false);
        http.setIdleTimeout(IDLE_MILLIS);
        // an id may hold a slash, escaped
        http.setUriCompliance(UriCompliance.from(EnumSet.of(
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)));
    }

    private ServerConnector connector(Server jetty, HttpConfiguration http) {
        ServerConnector connector;
        if (certificate.isPresent()) {
            // instances may be called by an address that the certificate does not name; the caller decides
            http.addCustomizer(new SecureRequestCustomizer(false));
            HttpConnectionFactory plain = new HttpConnectionFactory(http);
            connector = new ServerConnector(
                    jetty, new SslConnectionFactory(certificate.get().factory(), plain.getProtocol()), plain);
        } else {
            connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        }
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }
}
