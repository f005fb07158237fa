package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import dev.segue.timeline.StoredParts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State that another version of Segue wrote: that of the format before goes on, nothing else is taken for what it is not. */
class StoredFormatTest {

    private static final int HEAD = 0;

    private final List<Change> changes = new ArrayList<>();
    private final Customer customer = Customer.unknown(FormerHistory.CUSTOMER);
    private final Parts parts = new StoredParts();

    @Test
    void shouldGoOnWithStateOfTheFormatBefore() throws Exception {
        new FormerHistory(customer, changes::add).happen(0, FormerHistory.STORED, parts);
        StoredParts formerParts = storedInFormat2();
        Customer former = Customer.read(FormerHistory.CUSTOMER, formerParts);
        List<Change> formerChanges = new ArrayList<>();

        assertAlike(former, formerParts);
        for (int step = FormerHistory.STORED; step < FormerHistory.STEPS; step += 10) {
            new FormerHistory(customer, changes::add).happen(step, step + 10, parts);
            new FormerHistory(former, formerChanges::add).happen(step, step + 10, formerParts);
            assertThat(formerChanges).isEqualTo(lastOf(changes, formerChanges.size()));
            assertAlike(former, formerParts);
            former = Customer.read(FormerHistory.CUSTOMER, formerParts);
            assertAlike(former, formerParts);
        }
        assertThat(formerChanges).hasSizeGreaterThan(100);
    }

    @Test
    void shouldLeaveNothingOfTheFormatBeforeWhenForgotten() throws Exception {
        StoredParts formerParts = storedInFormat2();
        Customer former = Customer.read(FormerHistory.CUSTOMER, formerParts);

        former.forget();
        former.write(formerParts, 0);

        assertThat(formerParts.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 4, 127})
    void shouldRefuseAnotherFormatAndSayWhatToDo(byte format) throws Exception {
        new FormerHistory(customer, changes::add).happen(0, 3, parts);
        byte[] head = parts.get(HEAD).clone();
        head[0] = format;
        parts.put(HEAD, head);

        assertThatThrownBy(() -> Customer.read(FormerHistory.CUSTOMER, parts))
                .isInstanceOf(CorruptState.class)
                .hasMessage(
                        "the stored state of a customer cannot be read: another version of Segue wrote it, in format "
                                + format
                                + ", and this one reads 2 and 3; run the version that wrote it, or read the topics anew"
                                + " with another application.id");
    }

    private void assertAlike(Customer former, Parts formerParts) {
        assertThat(former.sequence()).isEqualTo(customer.sequence());
        assertThat(former.memberships()).isEqualTo(customer.memberships());
        assertThat(lastOf(former.keptChanges(formerParts), 50)).isEqualTo(lastOf(customer.keptChanges(parts), 50));
        assertThat(Customer.readStanding(FormerHistory.CUSTOMER, formerParts).memberships())
                .isEqualTo(customer.memberships());
        assertThat(former.entries()).isEqualTo(customer.entries());
    }

    private static <T> List<T> lastOf(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** What the last version with format 2 stored of {@link FormerHistory}: a line for each part, its number and bytes. */
    private static StoredParts storedInFormat2() throws Exception {
        StoredParts stored = new StoredParts();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                StoredFormatTest.class.getResourceAsStream("format-2.txt"), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] part = line.split(" ");
                stored.put(Integer.parseInt(part[0]), HexFormat.of().parseHex(part[1]));
            }
        }
        return stored;
    }
}
