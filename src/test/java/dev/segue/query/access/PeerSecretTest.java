package dev.segue.query.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSecretTest {

    private static final String SECRET = "a secret that is long enough for it";
    private static final String NEXT = "the secret that comes after that one";
    private static final byte[] QUESTION = "{\"partition\":1}".getBytes(UTF_8);
    private static final String PATH = "/internal/questions";

    private long now = 1_000_000;
    private final PeerSecret secret = new PeerSecret(List.of(SECRET), () -> now);

    @TempDir
    Path folder;

    @Test
    void shouldLetAnInstanceAsk() {
        String authorization = secret.authorization(PATH, QUESTION);

        assertThatCode(() -> secret.check(authorization, PATH, QUESTION)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnotherQuestionOrAnotherPath() {
        String authorization = secret.authorization(PATH, QUESTION);

        assertThatThrownBy(() -> secret.check(authorization, PATH, "{\"partition\":2}".getBytes(UTF_8)))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> secret.check(authorization, "/other", QUESTION))
                .isInstanceOf(Denied.class);
    }

    @Test
    void shouldRefuseAQuestionThatWasOverheardSomeTimeAgo() {
        String authorization = secret.authorization(PATH, QUESTION);

        now += 60_001;

        assertThatThrownBy(() -> secret.check(authorization, PATH, QUESTION)).isInstanceOf(Denied.class);
    }

    @Test
    void shouldRefuseAQuestionWhoseTimeWasChanged() {
        String authorization = secret.authorization(PATH, QUESTION).replace("1000000", "1000001");

        assertThatThrownBy(() -> secret.check(authorization, PATH, QUESTION)).isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "SeguePeer ",
                "SeguePeer 1000000",
                "SeguePeer 1000000.",
                "SeguePeer x.y",
                "SeguePeer 99999999999999999999.x",
                "Bearer a secret that is long enough for it"
            })
    void shouldRefuseWhatIsNotSignedAtAll(String authorization) {
        assertThatThrownBy(() -> secret.check(authorization, PATH, QUESTION)).isInstanceOf(Denied.class);
    }

    @Test
    void shouldBeChangedWhileSomeInstancesHaveTheOldOne() throws Exception {
        PeerSecret old = PeerSecret.read(Files.writeString(folder.resolve("old"), SECRET + "\n"));
        PeerSecret both = PeerSecret.read(Files.writeString(folder.resolve("both"), SECRET + "\n" + NEXT + "\n"));
        PeerSecret turned = PeerSecret.read(Files.writeString(folder.resolve("turned"), NEXT + "\n" + SECRET));

        assertThatCode(() -> old.check(both.authorization(PATH, QUESTION), PATH, QUESTION))
                .doesNotThrowAnyException();
        assertThatCode(() -> both.check(turned.authorization(PATH, QUESTION), PATH, QUESTION))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> old.check(turned.authorization(PATH, QUESTION), PATH, QUESTION))
                .isInstanceOf(Denied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "short", "short\n" + NEXT})
    void shouldRefuseASecretThatIsNone(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);

        assertThatThrownBy(() -> PeerSecret.read(file)).hasMessageContaining("at least 32 characters");
    }
}
