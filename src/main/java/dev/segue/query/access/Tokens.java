package dev.segue.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.segue.config.AccessSettings;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Callers are known by tokens that an issuer signed: JWTs, as OpenID Connect and OAuth servers give them out. */
public final class Tokens implements Access {

    private static final String BEARER = "bearer ";
    private static final Set<String> MUST_HAVE = Set.of("exp");
    private static final int MOST_REMEMBERED = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final AccessSettings settings;
    private final RoleClaim roles;
    private final IssuerKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Checking a signature costs more than most questions do. */
    private final Cache<String, Caller> accepted = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** Fetches nothing yet: the first token does. */
    public Tokens(AccessSettings settings) {
        this(settings, Duration.ofSeconds(10));
    }

    /** @param pause how long the issuer is not asked again after it was asked twice */
    Tokens(AccessSettings settings, Duration pause) {
        this.settings = settings;
        this.roles = new RoleClaim(settings);
        this.keys = new IssuerKeys(settings);
        JWKSource<SecurityContext> source = keys.cached(pause);
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, source));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                Set.copyOf(settings.audiences()),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                MUST_HAVE,
                Set.of());
        claims.setMaxClockSkew((int) settings.skew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
    }

    @Override
    public Caller caller(String authorization) throws Denied {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Caller.NOBODY;
        }
        String token = authorization.substring(BEARER.length()).trim();
        Caller seen = accepted.getIfPresent(token);
        if (seen != null && System.currentTimeMillis() < seen.until()) {
            return seen;
        }
        Caller caller = read(token);
        accepted.put(token, caller);
        return caller;
    }

    private Caller read(String token) throws Denied {
        try {
            return caller(processor.process(token, null));
        } catch (ParseException e) {
            throw Denied.badToken("it is no JWT");
        } catch (BadJWTException e) {
            throw Denied.badToken(whatIsWrong(token, e));
        } catch (BadJOSEException e) {
            throw Denied.badToken("no key of the issuer signed it, by an algorithm that is allowed");
        } catch (RateLimitReachedException e) {
            // what signed it is not among the keys that the issuer had a moment ago
            throw keys.wereRead() ? Denied.badToken("no key of the issuer signed it") : unreachable();
        } catch (JOSEException e) {
            throw unreachable();
        }
    }

    private static Denied unreachable() {
        return Denied.undecided("Tokens cannot be checked now: the keys of the issuer cannot be read.");
    }

    private Caller caller(JWTClaimsSet claims) throws Denied {
        Object subject = RoleClaim.at(settings.subjectClaim(), claims.getClaims());
        if (!(subject instanceof String name) || name.isBlank()) {
            throw Denied.badToken("it does not name a subject");
        }
        long expires = claims.getExpirationTime().getTime() + settings.skew().toMillis();
        return new Caller(name, claims.getIssuer(), roles.of(claims.getClaims()), expires);
    }

    /** Said in our own words, since a header must not hold those of the token. Its signature is right by then. */
    private String whatIsWrong(String token, BadJWTException e) {
        if (e instanceof ExpiredJWTException) {
            return "it has expired";
        }
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            if (!settings.issuer().equals(claims.getIssuer())) {
                return "it is of another issuer";
            }
            if (Collections.disjoint(claims.getAudience(), settings.audiences())) {
                return "it is for another audience";
            }
            return claims.getExpirationTime() == null ? "it never expires" : "it is not valid yet";
        } catch (ParseException unreadable) {
            return "its claims cannot be read";
        }
    }

    @Override
    public String authentication() {
        return "bearer";
    }
}
