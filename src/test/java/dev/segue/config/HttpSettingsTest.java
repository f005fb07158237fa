package dev.segue.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP side refuses to start with. */
class HttpSettingsTest {

    private static final String GUARDED =
            "access.issuer=https://login.example access.audience=segue peers.secret-file=/etc/segue/secret";

    @Test
    void shouldListenOnThisMachineAloneByDefault() throws Exception {
        HttpSettings http = Settings.defaults().http();

        http.checkGuarded();

        assertThat(http.host()).isEqualTo("127.0.0.1");
        assertThat(http.management().host()).isEqualTo("127.0.0.1");
        assertThat(http.access().isGuarded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http.host=localhost",
                "http.host=::1",
                "http.host=127.0.0.2",
                "http.host=0.0.0.0 access.open=true",
                "http.host=0.0.0.0 " + GUARDED,
                "http.tls.certificate=/a http.tls.key=/b",
                "access.jwks=/keys.json access.issuer=http://in-cluster access.audience=segue peers.secret-file=/s",
                "access.issuer=http://localhost:8180/realms/x access.audience=segue peers.secret-file=/s"
            })
    void shouldAcceptWhatIsGuarded(String settings) throws Exception {
        HttpSettings http = http(settings);

        assertThatCode(http::checkGuarded).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.host=0.0.0.0                              | segue.http.host is 0.0.0.0: whoever reaches it
            http.host=::                                   | segue.http.host is ::
            http.host=192.0.2.1                            | segue.access.issuer to ask for tokens, or segue.access.open
            http.tls.key=/a                                | segue.http.tls.certificate and segue.http.tls.key must both
            access.issuer=https://i peers.secret-file=/s   | segue.access.audience is not set
            access.issuer=https://i access.audience=a      | segue.peers.secret-file is not set
            access.issuer=http://192.0.2.1 access.audience=a peers.secret-file=/s | it must be https
            access.jwks=http://192.0.2.1/k access.issuer=https://i access.audience=a peers.secret-file=/s | access.jwks
            access.open=true access.issuer=https://i access.audience=a peers.secret-file=/s | both set
            """)
    void shouldRefuseWhatIsNot(String settings, String problem) throws Exception {
        HttpSettings http = http(settings);

        InvalidSettings refused = catchThrowableOfType(InvalidSettings.class, http::checkGuarded);

        assertThat(refused.problems())
                .singleElement()
                .asString()
                .contains(problem)
                .endsWith(".");
    }

    private static HttpSettings http(String settings) throws InvalidSettings {
        Map<String, String> given = new TreeMap<>();
        Arrays.stream(settings.split(" ")).forEach(one -> {
            String[] parts = one.split("=", 2);
            given.put("segue." + parts[0], parts[1]);
        });
        return Settings.of(given, List.of()).http();
    }
}
