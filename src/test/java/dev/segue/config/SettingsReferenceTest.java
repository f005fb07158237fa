package dev.segue.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsReferenceTest {

    private static final Path PAGE = Path.of("docs/settings.md");

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        if (Boolean.getBoolean("settings.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, SettingsReference.markdown());
        }

        assertThat(PAGE)
                .as("docs/settings.md; mvn test -Dtest=SettingsReferenceTest -Dsettings.write=true writes it anew")
                .hasContent(SettingsReference.markdown());
    }
}
