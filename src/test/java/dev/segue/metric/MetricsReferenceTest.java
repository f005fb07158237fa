package dev.segue.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {

    private static final Path PAGE = Path.of("docs/metrics.md");

    @Test
    void shouldBeWhatTheDocumentationSays() throws IOException {
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, MetricsReference.markdown());
        }

        assertThat(PAGE)
                .as("docs/metrics.md; mvn test -Dtest=MetricsReferenceTest -Dmetrics.write=true writes it anew")
                .hasContent(MetricsReference.markdown());
    }
}
