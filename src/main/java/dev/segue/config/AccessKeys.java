package dev.segue.config;

import dev.segue.config.Keys.Group;
import dev.segue.config.Keys.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say who may ask the API what, how instances know each other, and what the audit log goes by. */
final class AccessKeys {

    static final String ACCESS_OPEN = "segue.access.open";
    static final String ACCESS_ISSUER = "segue.access.issuer";
    static final String ACCESS_AUDIENCE = "segue.access.audience";
    static final String ACCESS_KEYS = "segue.access.jwks";
    static final String ACCESS_CA = "segue.access.ca";
    static final String ACCESS_ALGORITHMS = "segue.access.algorithms";
    static final String ACCESS_SKEW = "segue.access.skew";
    static final String ACCESS_SUBJECT_CLAIM = "segue.access.subject-claim";
    static final String ACCESS_ROLES_CLAIM = "segue.access.roles-claim";
    static final String ACCESS_ROLE = "segue.access.role.";
    static final String PEERS_SECRET_FILE = "segue.peers.secret-file";
    static final String PEERS_CA = "segue.peers.ca";
    static final String AUDIT_KEY_FILE = "segue.audit.key-file";

    private static final String[] ALGORITHMS = {
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"
    };
    private static final Map<String, String> ROLES = roles();

    private AccessKeys() {}

    private static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("read", "see customers, segments, changes and the status of the service");
        roles.put("author", "preview and publish segments, and read");
        roles.put("operate", "see how the service does");
        roles.put("forget", "have customers forgotten");
        return roles;
    }

    static void define(Group access) {
        tokens(access);
        ROLES.forEach((role, may) -> access.key(
                ACCESS_ROLE + role,
                Type.LIST,
                role,
                new Words(),
                "Words of the roles claim, with commas, whose holders may " + may + "."));
        HttpKeys.file(
                access,
                PEERS_SECRET_FILE,
                "File with what instances know each other by, at least 32 characters. Several lines are several"
                        + " secrets: the first is used, all are accepted.");
        HttpKeys.file(
                access,
                PEERS_CA,
                "PEM file with the authorities that vouch for the other instances' certificates; empty for those"
                        + " that Java knows.");
        HttpKeys.file(
                access,
                AUDIT_KEY_FILE,
                "File with the key by which the audit log writes customers, so that who has it can tell whether"
                        + " one is meant; empty for a key that nobody knows.");
    }

    private static void tokens(Group group) {
        group.key(
                ACCESS_ISSUER,
                Type.STRING,
                "",
                new Address(),
                "Who gives out the tokens that the API asks for: the `iss` of OpenID Connect. Empty for no tokens:"
                        + " everybody may do everything.");
        group.key(
                ACCESS_OPEN,
                Type.BOOLEAN,
                false,
                null,
                "Whether the API may listen beyond this machine without asking for tokens.");
        group.key(
                ACCESS_AUDIENCE,
                Type.LIST,
                "",
                new Words(),
                "Audiences, with commas, one of which a token must be for: its `aud`.");
        group.key(
                ACCESS_KEYS,
                Type.STRING,
                "",
                new FileOrAddress(),
                "Where the issuer's keys are, as JWKS: a file, or an https address. Empty for where its /.well-known"
                        + "/openid-configuration says.");
        HttpKeys.file(
                group,
                ACCESS_CA,
                "PEM file with the authorities that vouch for the issuer's certificate; empty for those that"
                        + " Java knows.");
        group.key(
                ACCESS_ALGORITHMS,
                Type.LIST,
                "RS256,PS256,ES256",
                ConfigDef.ValidList.in(ALGORITHMS),
                "Algorithms that a token may be signed by.");
        group.key(
                ACCESS_SKEW,
                Type.STRING,
                "30s",
                Time.atMost(Duration.ofMinutes(5)),
                "How far the issuer's clock may be from this machine's.");
        group.key(
                ACCESS_SUBJECT_CLAIM,
                Type.STRING,
                "sub",
                Keys.TEXT,
                "Claim that names the caller, as the audit log does.");
        group.key(
                ACCESS_ROLES_CLAIM,
                Type.STRING,
                "roles",
                Keys.TEXT,
                "Claim that says what the caller may do: a list, or words with blanks between. A path goes inside, as"
                        + " realm_access.roles.");
    }

    static AccessSettings settings(Map<String, Object> parsed) {
        Map<String, List<String>> words = new LinkedHashMap<>();
        ROLES.keySet().forEach(role -> words.put(role, list(parsed, ACCESS_ROLE + role)));
        return new AccessSettings(
                (boolean) parsed.get(ACCESS_OPEN),
                (String) parsed.get(ACCESS_ISSUER),
                list(parsed, ACCESS_AUDIENCE),
                (String) parsed.get(ACCESS_KEYS),
                HttpKeys.file(parsed, ACCESS_CA),
                list(parsed, ACCESS_ALGORITHMS),
                Durations.parse((String) parsed.get(ACCESS_SKEW)),
                (String) parsed.get(ACCESS_SUBJECT_CLAIM),
                (String) parsed.get(ACCESS_ROLES_CLAIM),
                words);
    }

    private static List<String> list(Map<String, Object> parsed, String key) {
        return ((List<?>) parsed.get(key)).stream().map(Object::toString).toList();
    }

    static PeerSettings peers(Map<String, Object> parsed) {
        return new PeerSettings(HttpKeys.file(parsed, PEERS_SECRET_FILE), HttpKeys.file(parsed, PEERS_CA));
    }

    static Optional<Path> auditKey(Map<String, Object> parsed) {
        return HttpKeys.file(parsed, AUDIT_KEY_FILE);
    }

    private record Address() implements Validator {

        @Override
        public void ensureValid(String key, Object value) {
            if (!((String) value).matches("|[a-z]+:\\S+")) {
                throw new ConfigException(key, value, "must be an address, as https://login.example.com/realms/shop");
            }
        }

        @Override
        public String toString() {
            return "address";
        }
    }

    private record FileOrAddress() implements Validator {

        @Override
        public void ensureValid(String key, Object value) {
            new HttpKeys.FileName().ensureValid(key, value);
        }

        @Override
        public String toString() {
            return "file or https address";
        }
    }

    private record Words() implements Validator {

        @Override
        public void ensureValid(String key, Object value) {
            ConfigDef.ValidList.anyNonDuplicateValues(true, false).ensureValid(key, value);
        }

        @Override
        public String toString() {
            return "list";
        }
    }
}
