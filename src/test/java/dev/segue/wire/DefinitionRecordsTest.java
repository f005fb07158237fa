package dev.segue.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.segue.rule.InvalidDefinitions;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.language.Definitions;
import dev.segue.wire.registry.Registry;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionRecordsTest {

    private static final SegmentDefinition VIP = new SegmentDefinition(
            "vip", "VIP", "The best", "crm", "tactical", "valuable", "true", "false", "7d", "14d", 0.1, 3);

    private final Registry registry = Samples.registry();
    private final DefinitionRecords records = new DefinitionRecords(registry, Topics.DEFAULT);

    @Test
    void shouldReadWhatItWrote() throws Refusal {
        PublishedDefinition published = new PublishedDefinition(
                VIP,
                1_000,
                "ann",
                "why not",
                List.of(
                        new PublishedDefinition.Version(1, 10, "bob", null, "id: vip"),
                        new PublishedDefinition.Version(2, 20, null, "better", "id: vip")));

        PublishedDefinition read = records.read(DefinitionRecords.key("vip"), records.write(published));

        assertThat(read).isEqualTo(published);
    }

    @Test
    void shouldReadADefinitionOfBareNecessities() throws Refusal {
        SegmentDefinition bare =
                new SegmentDefinition("a", "A", null, null, null, null, null, null, null, null, null, 9);
        PublishedDefinition published = PublishedDefinition.first(bare, 1, null, null);

        PublishedDefinition read = records.read(DefinitionRecords.key("a"), records.write(published));

        assertThat(read).isEqualTo(published);
        assertThat(read.definition().version()).isEqualTo(1);
    }

    @Test
    void shouldRefuseADefinitionUnderAnothersKey() {
        byte[] value = records.write(PublishedDefinition.first(VIP, 1, null, null));

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> records.read(DefinitionRecords.key("other"), value));

        assertThat(refusal.reason()).isEqualTo(DeadLetterReason.WRONG_KEY);
    }

    @Test
    void shouldRefuseWhatIsNoDefinition() {
        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> records.read(DefinitionRecords.key("vip"), new byte[] {0, 1}));

        assertThat(refusal.reason()).isEqualTo(DeadLetterReason.UNDECODABLE);
    }

    @Test
    void shouldKeepTheLastVersions() throws InvalidDefinitions {
        PublishedDefinition published = PublishedDefinition.first(VIP, 1, "ann", "new");

        for (int i = 2; i <= 30; i++) {
            published = published.succeededBy(VIP, i, "bob", "again");
        }

        assertThat(published.definition().version()).isEqualTo(30);
        assertThat(published.history())
                .extracting(PublishedDefinition.Version::version)
                .containsExactlyElementsOf(IntStream.range(10, 30).boxed().toList());
        assertThat(Definitions.read(published.history().get(0).text()))
                .extracting(SegmentDefinition::id)
                .containsExactly("vip");
    }
}
