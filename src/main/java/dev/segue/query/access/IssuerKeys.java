package dev.segue.query.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.segue.config.AccessSettings;
import dev.segue.query.tls.Pem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys by which an issuer signs: from where the settings say, a file or an address, else from where the issuer's own description
 * says.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private static final String DESCRIPTION = "/.well-known/openid-configuration";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration AWAITED = Duration.ofSeconds(10);

    /** For how long keys are used on that cannot be read again. */
    private static final Duration OUTAGE = Duration.ofHours(4);

    private final AccessSettings settings;
    private final DefaultResourceRetriever web;
    private volatile boolean read;

    IssuerKeys(AccessSettings settings) {
        this.settings = settings;
        SSLSocketFactory trust = settings.ca()
                .map(Pem::trusting)
                .map(SSLContext::getSocketFactory)
                .orElse(null);
        web = new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES, true, trust);
    }

    /** Kept for some minutes, and while they cannot be read for some hours; a key not seen yet is looked for at once. */
    JWKSource<SecurityContext> cached(Duration pause) {
        return JWKSourceBuilder.create(this)
                .cache(FRESH.toMillis(), AWAITED.toMillis())
                .refreshAheadCache(false)
                .rateLimited(pause.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
    }

    /** Whether they could be read at least once. */
    boolean wereRead() {
        return read;
    }

    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long now, SecurityContext context)
            throws JWKSetUnavailableException {
        try {
            JWKSet keys = JWKSet.parse(text(settings.keys().isEmpty() ? described() : settings.keys()));
            read = true;
            return keys;
        } catch (IOException | ParseException | IllegalArgumentException e) {
            LOG.warn("The keys of the issuer {} cannot be read: {}", settings.issuer(), e.toString());
            throw new JWKSetUnavailableException("The keys of the issuer cannot be read", e);
        }
    }

    private String described() throws IOException {
        String issuer = settings.issuer();
        JsonNode description = new ObjectMapper().readTree(text(issuer.replaceAll("/+$", "") + DESCRIPTION));
        String told = description.path("issuer").asText();
        String keys = description.path("jwks_uri").asText();
        if (!told.equals(issuer)) {
            throw new IOException("its description is of the issuer " + told);
        }
        if (!AccessSettings.isTrustworthy(keys)) {
            throw new IOException("its description names keys at " + keys + ", which is not https");
        }
        return keys;
    }

    private String text(String place) throws IOException {
        return place.matches("https?://.*")
                ? web.retrieveResource(URI.create(place).toURL()).getContent()
                : Files.readString(Path.of(place));
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
