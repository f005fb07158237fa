package dev.segue.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.config.Settings;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentTemplatesTest {

    @Test
    void shouldDrawValidSegmentsTheSameForTheSameSeed() throws Exception {
        String ten = ten();

        String drawn = SegmentTemplates.draw(ten, 300, 3);

        Settings settings = Settings.of(Map.of("segue.rules.max-set-cost", "1000000000"), List.of());
        SegmentSet set = Definitions.compile(drawn, settings.limits());
        assertThat(set.segments()).hasSize(300);
        assertThat(SegmentTemplates.draw(ten, 300, 3)).isEqualTo(drawn);
        assertThat(SegmentTemplates.draw(ten, 300, 4)).isNotEqualTo(drawn);
        assertThat(SegmentTemplates.draw(ten, 10, 3)).isEqualTo(ten);
    }

    private static String ten() throws Exception {
        try (InputStream yaml = Workload.class.getResourceAsStream("/dev/segue/bench/ten-segments.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
