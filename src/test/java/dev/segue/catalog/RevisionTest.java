package dev.segue.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.PublishedDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionTest {

    private static final Edition FIRST = new Edition(1_000, "ada", "to begin with");
    private static final Edition SECOND = new Edition(2_000, "bob", null);

    private final Map<String, PublishedDefinition> published = Revision.plan(
                    Map.of(), List.of(definition("a", "A"), definition("b", "B")), false, FIRST)
            .after();

    @Test
    void shouldCreateWhatIsNotPublished() {
        Revision revision = Revision.plan(Map.of(), List.of(definition("a", "A")), false, FIRST);

        assertThat(revision.created()).singleElement().satisfies(one -> {
            assertThat(one.definition().version()).isEqualTo(1);
            assertThat(one.author()).isEqualTo("ada");
            assertThat(one.updatedAt()).isEqualTo(1_000);
            assertThat(one.history()).isEmpty();
        });
    }

    @Test
    void shouldNotWriteWhatSaysTheSame() {
        Revision revision = Revision.plan(published, List.of(definition("a", "A"), definition("b", "B")), true, SECOND);

        assertThat(revision.unchanged()).containsExactly("a", "b");
        assertThat(revision.writes()).isEmpty();
        assertThat(revision.after()).isEqualTo(published);
    }

    @Test
    void shouldCountTheVersionUpAndKeepTheOneBeforeWhereTheDefinitionChanged() {
        Revision revision = Revision.plan(published, List.of(definition("a", "Another")), false, SECOND);

        assertThat(revision.changed()).singleElement().satisfies(one -> {
            assertThat(one.definition().name()).isEqualTo("Another");
            assertThat(one.definition().version()).isEqualTo(2);
            assertThat(one.history()).singleElement().satisfies(before -> {
                assertThat(before.version()).isEqualTo(1);
                assertThat(before.author()).isEqualTo("ada");
                assertThat(before.text()).contains("name: A\n");
            });
        });
        assertThat(revision.writes()).containsOnlyKeys("a");
    }

    @Test
    void shouldLetStayWhatWasNotSpokenOf() {
        Revision revision = Revision.plan(published, List.of(definition("c", "C")), false, SECOND);

        assertThat(revision.unchanged()).containsExactly("a", "b");
        assertThat(revision.retired()).isEmpty();
        assertThat(revision.definitions()).extracting(SegmentDefinition::id).containsExactly("a", "b", "c");
    }

    @Test
    void shouldRetireWhatWasNotSpokenOfWhenPruning() {
        Revision revision = Revision.plan(published, List.of(definition("b", "B")), true, SECOND);

        assertThat(revision.retired()).containsExactly("a");
        assertThat(revision.writes()).containsOnlyKeys("a").containsEntry("a", null);
        assertThat(revision.definitions()).extracting(SegmentDefinition::id).containsExactly("b");
    }

    private static SegmentDefinition definition(String id, String name) {
        String rule = "events(\"purchase\").within(days(30)).count() >= 3";
        return new SegmentDefinition(id, name, null, null, null, null, rule, null, null, null, null, 1);
    }
}
