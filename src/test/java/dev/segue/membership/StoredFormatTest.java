package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.event.Click;
import dev.segue.rule.Limits;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State that another version of Segue wrote: nothing of it is taken for what it is not. */
class StoredFormatTest {

    private static final int HEAD = 0;
    private static final long NOW = 1_700_000_000_000L;

    @ParameterizedTest
    @ValueSource(bytes = {1, 3, 127})
    void shouldRefuseAnotherFormatAndSayWhatToDo(byte format) throws Exception {
        StoredParts parts = new StoredParts();
        Customer customer = Customer.unknown("c");
        Assigner assigner = new Assigner(
                Definitions.compile(
                        "segments: [{id: a, name: A, enter: 'events(\"view\").count() > 0'}]", Limits.DEFAULT),
                1,
                NOW,
                Retention.DEFAULT,
                "seed");
        Click click = new Click("e", "c", "view", NOW, null, null, null, null, null, Map.of());
        assigner.apply(customer, click, new Trigger("clickstream", 0, 0, "e"), NOW, change -> {});
        customer.write(parts, NOW);
        byte[] head = parts.get(HEAD).clone();
        head[0] = format;
        parts.put(HEAD, head);

        assertThatThrownBy(() -> Customer.read("c", parts))
                .isInstanceOf(CorruptState.class)
                .hasMessage(
                        "the stored state of a customer cannot be read: another version of Segue wrote it, in format "
                                + format
                                + ", and this one reads 2; run the version that wrote it, or read the topics anew with"
                                + " another application.id");
    }
}
