package dev.segue.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/**
 * Names of nodes, stores and topics outlive a release: state and offsets hang on them. Whoever changes the topology on purpose
 * writes it to {@code topology.txt} and says in the change log what an upgrade takes.
 */
class GoldenTopologyTest {

    @Test
    void shouldNotChangeUnnoticed() throws IOException {
        try (TopologyRun run = TopologyRun.start();
                InputStream golden = getClass().getResourceAsStream("/topology.txt")) {
            assertThat(run.topology().describe().toString().strip())
                    .isEqualTo(new String(golden.readAllBytes(), UTF_8).strip());
        }
    }
}
