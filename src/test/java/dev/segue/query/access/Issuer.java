package dev.segue.query.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Gives out tokens as an OpenID Connect server does, and tells by which keys. */
public final class Issuer implements AutoCloseable {

    public static final String AUDIENCE = "segue";

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private RSAKey key;
    private volatile boolean away;

    private Issuer() throws IOException, JOSEException {
        key = rsa("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(url(), url())));
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            answer(exchange, keys());
        });
    }

    public static Issuer start() throws IOException, JOSEException {
        Issuer issuer = new Issuer();
        issuer.server.start();
        return issuer;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A token for this audience, good for ten minutes, that gives these roles. */
    public String token(String subject, String... roles) {
        return token(claims -> claims.subject(subject).claim("roles", List.of(roles)));
    }

    /** The same, but for what is changed. */
    public String token(UnaryOperator<JWTClaimsSet.Builder> with) {
        return signed(key, claims(with));
    }

    JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> with) {
        return with.apply(new JWTClaimsSet.Builder()
                        .issuer(url())
                        .audience(AUDIENCE)
                        .subject("ada")
                        .claim("roles", List.of("read"))
                        .expirationTime(in(600)))
                .build();
    }

    static Date in(int seconds) {
        return new Date(System.currentTimeMillis() + seconds * 1000L);
    }

    RSAKey key() {
        return key;
    }

    static RSAKey rsa(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    static ECKey ec(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    static String signed(JWK key, JWTClaimsSet claims) {
        return signed(key, key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256, claims);
    }

    static String signed(JWK key, JWSAlgorithm algorithm, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
            token.sign(key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs by another key from now on. */
    void changeKey() throws JOSEException {
        key = rsa("second");
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    /** How often the keys were asked for. */
    int asked() {
        return asked.get();
    }

    String keys() {
        return new JWKSet(key).toString(true);
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(away ? 500 : 200, away ? -1 : bytes.length);
        if (!away) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
