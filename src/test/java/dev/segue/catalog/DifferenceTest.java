package dev.segue.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.rule.SegmentDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final SegmentDefinition BUYER = definition("buyer", 1);
    private static final SegmentDefinition KEENER = definition("buyer", 3);

    @Test
    void shouldSayNothingWhereNothingDiffers() {
        assertThat(Difference.lines(List.of(BUYER), List.of(BUYER))).isEmpty();
    }

    @Test
    void shouldShowTheLinesThatDifferAmongThoseThatDoNot() {
        List<String> lines = Difference.lines(List.of(BUYER), List.of(KEENER));

        assertThat(lines).startsWith("--- published/buyer", "+++ file/buyer");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("-  "))
                .singleElement()
                .asString()
                .contains(">= 1");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("+  "))
                .singleElement()
                .asString()
                .contains(">= 3");
        assertThat(lines).anyMatch(line -> line.startsWith(" ") && line.contains("id: buyer"));
    }

    @Test
    void shouldShowWhatIsNewAndWhatIsMissingAgainstNothing() {
        SegmentDefinition viewer = definition("viewer", 1);

        assertThat(Difference.lines(List.of(), List.of(viewer))).startsWith("--- /dev/null", "+++ file/viewer");
        assertThat(Difference.lines(List.of(viewer), List.of())).startsWith("--- published/viewer", "+++ /dev/null");
    }

    private static SegmentDefinition definition(String id, int count) {
        String rule = "events(\"purchase\").within(days(30)).count() >= " + count;
        return new SegmentDefinition(id, "Name", null, null, null, null, rule, null, null, null, null, 1);
    }
}
