package dev.segue.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {

    private static final Path PAGE = Chart.FOLDER.resolve("README.md");
    private static final String HEADING = "## Values\n";

    @Test
    void shouldListTheValuesAsTheyAre() throws IOException {
        String table = ValuesTable.of(Chart.FOLDER.resolve("values.yaml")).markdown();
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(HEADING)) + HEADING + "\n" + table;
        if (Boolean.getBoolean("values.write")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE)
                .as("helm/segue/README.md; mvn test -Dtest=ChartReadmeTest -Dvalues.write=true writes it anew")
                .hasContent(expected);
    }
}
