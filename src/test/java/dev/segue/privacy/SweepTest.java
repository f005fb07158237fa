package dev.segue.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SweepTest {

    @TempDir
    private Path folder;

    static Stream<String> leaks() {
        String customer = Canary.customer("ada");
        byte[] key = ("key of " + customer).getBytes(UTF_8);
        return Stream.of(
                "WARN  no such customer: " + customer,
                "GET /v1/customers/" + customer + "?limit=1",
                customer.toUpperCase(Locale.ROOT),
                Arrays.toString(key),
                HexFormat.of().formatHex(key),
                HexFormat.of().withUpperCase().formatHex(key),
                Base64.getEncoder().encodeToString(key),
                Base64.getEncoder().encodeToString(("." + customer).getBytes(UTF_8)),
                Base64.getEncoder().encodeToString((".." + customer).getBytes(UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("leaks")
    void shouldFindWhatNamesACustomer(String leak) throws Exception {
        Files.writeString(folder.resolve("one-output.txt"), "all is well\n");
        Path planted = Files.writeString(folder.resolve("other-output.txt"), "all is well\nhere: " + leak + ".\n");

        Sweep sweep = new Sweep().in(folder, "-output.txt");

        assertThat(sweep.files()).hasSize(2);
        assertThat(sweep.findings()).containsExactly(planted + ":2: here: " + leak + ".");
    }

    @Test
    void shouldFindNothingWhereNothingIs() throws Exception {
        Files.write(folder.resolve("one-output.txt"), new byte[] {'a', (byte) 0xff, '\n', (byte) 0xc3, '\n'});
        Files.writeString(folder.resolve("one.xml"), Canary.MARK);

        Sweep sweep = new Sweep().in(folder, "-output.txt").in(folder.resolve("absent"), ".txt");

        assertThat(sweep.findings()).isEmpty();
    }
}
