package dev.segue.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.segue.config.AccessSettings;
import dev.segue.config.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of a real issuer, whose keys are asked for over HTTP. */
class TokensTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private static Issuer issuer;
    private static Tokens tokens;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        issuer = Issuer.start();
        tokens = new Tokens(settings(Map.of()), SHORT);
    }

    @AfterAll
    static void stop() {
        issuer.close();
    }

    @Test
    void shouldKnowTheHolderOfATokenOfTheIssuer() throws Exception {
        Caller caller = tokens.caller("Bearer " + issuer.token("ada", "read", "forget", "dance"));

        assertThat(caller.subject()).isEqualTo("ada");
        assertThat(caller.issuer()).isEqualTo(issuer.url());
        assertThat(caller.roles()).containsExactlyInAnyOrder(Role.READ, Role.FORGET);
        assertThat(caller.until()).isGreaterThan(System.currentTimeMillis());
    }

    @Test
    void shouldNotAcceptATokenAnyLongerOnceItHasExpired() throws Exception {
        Tokens strict = new Tokens(settings(Map.of("segue.access.skew", "0s")), SHORT);
        String token = issuer.token(claims -> claims.expirationTime(Issuer.in(2)));
        assertThat(strict.caller("Bearer " + token).isNamed()).isTrue();

        await().until(() -> denied(strict, token) != null);

        assertThat(denied(strict, token).getMessage()).contains("it has expired");
    }

    @Test
    void shouldKnowNobodyWithoutAToken() throws Exception {
        assertThat(tokens.caller(null)).isEqualTo(Caller.NOBODY);
        assertThat(tokens.caller("Basic YWRhOmFkYQ==")).isEqualTo(Caller.NOBODY);
        assertThat(tokens.caller("bearer " + issuer.token("ada")).roles()).isEmpty();
    }

    static Stream<Arguments> bad() throws Exception {
        RSAKey foreign = Issuer.rsa("first");
        RSAKey unknown = Issuer.rsa("unknown");
        byte[] publicKey = issuer.key().toRSAPublicKey().getEncoded();
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), issuer.claims(c -> c));
        confused.sign(new MACSigner(publicKey));
        String good = issuer.token("ada", "read");
        String[] parts = good.split("\\.");
        String richer = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("read", "forget")
                        .getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                arguments("of nothing", "", "it is no JWT"),
                arguments("of words", "let me in", "it is no JWT"),
                arguments("unsigned", new PlainJWT(issuer.claims(c -> c)).serialize(), "no key"),
                arguments("unsigned, with parts", parts[0] + "." + parts[1] + ".", "it is no JWT"),
                arguments("alg none in a signed one", none(parts), "it is no JWT"),
                arguments("changed", parts[0] + "." + richer + "." + parts[2], "no key"),
                arguments("signed by a foreign key", Issuer.signed(foreign, issuer.claims(c -> c)), "no key"),
                arguments("signed by an unknown key", Issuer.signed(unknown, issuer.claims(c -> c)), "no key"),
                arguments(
                        "signed by another kind of key",
                        Issuer.signed(Issuer.ec("first"), issuer.claims(c -> c)),
                        "no key"),
                arguments("signed by the public key as a secret", confused.serialize(), "no key"),
                arguments(
                        "by an algorithm that is not allowed",
                        Issuer.signed(issuer.key(), JWSAlgorithm.RS512, issuer.claims(c -> c)),
                        "no key"),
                arguments("expired", issuer.token(c -> c.expirationTime(Issuer.in(-31))), "it has expired"),
                arguments("everlasting", issuer.token(c -> c.expirationTime(null)), "it never expires"),
                arguments("not valid yet", issuer.token(c -> c.notBeforeTime(Issuer.in(60))), "it is not valid yet"),
                arguments("of another issuer", issuer.token(c -> c.issuer("https://evil")), "another issuer"),
                arguments("of no issuer", issuer.token(c -> c.issuer(null)), "another issuer"),
                arguments("for another audience", issuer.token(c -> c.audience("shop")), "another audience"),
                arguments("for no audience", issuer.token(c -> c.audience((String) null)), "another audience"),
                arguments("of nobody", issuer.token(c -> c.subject(null)), "it does not name a subject"));
    }

    private static String none(String[] parts) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"kid\":\"first\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + parts[1] + "." + parts[2];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void shouldNotAcceptAToken(String kind, String token, String wrong) {
        Denied denied = denied(tokens, token);

        assertThat(denied.why()).isEqualTo(Denied.Why.UNKNOWN);
        assertThat(denied.challenge())
                .startsWith("Bearer realm=\"segue\", error=\"invalid_token\", error_description=\"")
                .contains(wrong);
    }

    @Test
    void shouldAllowForClocksThatDiffer() throws Exception {
        assertThat(tokens.caller("Bearer " + issuer.token(c -> c.expirationTime(Issuer.in(-20))))
                        .isNamed())
                .isTrue();
        assertThat(tokens.caller("Bearer " + issuer.token(c -> c.notBeforeTime(Issuer.in(20))))
                        .isNamed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            roles              | {}                                                             | author read
            scope              | {}                                                             | forget
            realm_access.roles | {"role.operate": "crm-operator, admin"}                         | operate
            https://shop/roles | {"role.read": "viewer"}                                        | read
            scope              | {"role.forget": "nothing"}                                     |
            nothing.at.all     | {}                                                             |
            """)
    void shouldFindTheRolesWhereTheSettingsSay(String claim, String more, String expected) throws Exception {
        Map<String, String> given = new HashMap<>(Map.of("segue.access.roles-claim", claim));
        Stream.of(more.replaceAll("[{}]", "").split("\","))
                .filter(one -> one.contains(":"))
                .forEach(one -> {
                    String[] parts = one.replace("\"", "").split(":");
                    given.put("segue.access." + parts[0].trim(), parts[1].trim());
                });
        String token = issuer.token(claims -> claims.claim("roles", List.of("author"))
                .claim("scope", "openid forget profile")
                .claim("realm_access", Map.of("roles", List.of("admin", "uma")))
                .claim("https://shop/roles", List.of("viewer")));

        Caller caller = new Tokens(settings(given), SHORT).caller("Bearer " + token);

        assertThat(Role.codes(caller.roles()))
                .isEqualTo(
                        expected == null
                                ? ""
                                : Role.codes(java.util.Arrays.stream(expected.split(" "))
                                        .map(code -> Role.valueOf(code.toUpperCase(java.util.Locale.ROOT)))
                                        .collect(java.util.stream.Collectors.toSet())));
    }

    @Test
    void shouldNameTheCallerByTheClaimInTheSettings() throws Exception {
        Tokens byMail = new Tokens(settings(Map.of("segue.access.subject-claim", "email")), SHORT);

        assertThat(byMail.caller("Bearer " + issuer.token(c -> c.claim("email", "ada@example.com")))
                        .subject())
                .isEqualTo("ada@example.com");
        assertThat(denied(byMail, issuer.token("ada")).getMessage()).contains("does not name a subject");
    }

    @Test
    void shouldReadKeysFromAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), issuer.keys());
        int before = issuer.asked();

        Caller caller = new Tokens(settings(Map.of("segue.access.jwks", file.toString())), SHORT)
                .caller("Bearer " + issuer.token("ada"));

        assertThat(caller.subject()).isEqualTo("ada");
        assertThat(issuer.asked()).isEqualTo(before);
    }

    @Test
    void shouldNotLetForgedTokensDriveQuestionsToTheIssuer() throws Exception {
        Tokens patient = new Tokens(settings(Map.of()), Duration.ofMinutes(4));
        RSAKey unknown = Issuer.rsa("unknown");
        patient.caller("Bearer " + issuer.token("ada"));
        int before = issuer.asked();

        for (int i = 0; i < 20; i++) {
            assertThat(denied(patient, Issuer.signed(unknown, issuer.claims(c -> c)))
                            .why())
                    .isEqualTo(Denied.Why.UNKNOWN);
        }

        assertThat(issuer.asked() - before).isLessThan(3);
        assertThat(patient.caller("Bearer " + issuer.token("ada")).isNamed()).isTrue();
    }

    @Test
    void shouldFollowTheIssuerToItsNextKey() throws Exception {
        try (Issuer other = Issuer.start()) {
            Tokens following = new Tokens(settings(other, Map.of()), SHORT);
            following.caller("Bearer " + other.token("ada"));
            other.changeKey();

            await().untilAsserted(() -> assertThat(
                            following.caller("Bearer " + other.token("ada")).isNamed())
                    .isTrue());
        }
    }

    @Test
    void shouldGoOnWithTheKeysItHasWhileTheIssuerIsAway() throws Exception {
        try (Issuer other = Issuer.start()) {
            Tokens following = new Tokens(settings(other, Map.of()), SHORT);
            following.caller("Bearer " + other.token("ada"));
            other.goAway();

            assertThat(following.caller("Bearer " + other.token("bob")).subject())
                    .isEqualTo("bob");
            String foreign = Issuer.signed(Issuer.rsa("unknown"), other.claims(c -> c));
            assertThat(denied(following, foreign).why()).isEqualTo(Denied.Why.UNKNOWN);
        }
    }

    @Test
    void shouldSayThatItCannotTellWhileTheIssuerWasNeverThere() throws Exception {
        try (Issuer other = Issuer.start()) {
            Tokens waiting = new Tokens(settings(other, Map.of()), SHORT);
            other.goAway();

            for (int i = 0; i < 5; i++) {
                assertThat(denied(waiting, other.token("ada")).why()).isEqualTo(Denied.Why.UNDECIDED);
            }
            other.comeBack();

            await().ignoreExceptionsInstanceOf(Denied.class)
                    .until(() -> waiting.caller("Bearer " + other.token("ada")).isNamed());
        }
    }

    @Test
    void shouldNotBelieveADescriptionOfAnotherIssuer() throws Exception {
        Tokens mistaken = new Tokens(settings(Map.of("segue.access.issuer", issuer.url() + "/")), SHORT);

        Denied denied = denied(mistaken, issuer.token(c -> c.issuer(issuer.url() + "/")));

        assertThat(denied.why()).isEqualTo(Denied.Why.UNDECIDED);
    }

    private static Denied denied(Tokens by, String token) {
        return catchThrowableOfType(Denied.class, () -> by.caller("Bearer " + token));
    }

    private static AccessSettings settings(Map<String, String> more) throws Exception {
        return settings(issuer, more);
    }

    private static AccessSettings settings(Issuer of, Map<String, String> more) throws Exception {
        Map<String, String> given = new HashMap<>();
        given.put("segue.access.issuer", of.url());
        given.put("segue.access.audience", Issuer.AUDIENCE);
        given.putAll(more);
        return Settings.of(given, List.of()).http().access();
    }
}
