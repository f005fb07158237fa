package dev.segue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.SharedFolder;
import dev.segue.event.CustomerEvent;
import dev.segue.wire.EventRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The importers against rows as published, and the records that were made of them independently. */
class PublishedDataTest {

    private final Intake intake = new Intake();

    @Test
    void shouldMakeTheRecordsOfTheOnlineRetailHistory() throws IOException {
        List<SpecificRecord> expected = records(Format.JSONL, "acceptance/events-uci.jsonl.gz");

        List<SpecificRecord> imported = records(Format.UCI_ONLINE_RETAIL, "data/uci_online_retail.csv.gz");

        assertThat(imported).hasSize(6_681).containsExactlyElementsOf(expected);
        assertThat(intake.leftOut()).containsOnlyKeys("no customer", "bad debt adjustment");
    }

    @Test
    void shouldMakeTheRecordsOfTheRees46History() throws IOException {
        List<SpecificRecord> expected = records(Format.JSONL, "acceptance/events-rees46.jsonl.gz");

        List<SpecificRecord> imported = records(Format.REES46, "data/rees46_oct2019_head.csv.gz");

        assertThat(imported).hasSize(5_351).containsExactlyElementsOf(expected);
        assertThat(intake.leftOut())
                .hasSize(1)
                .hasEntrySatisfying(
                        "duplicate row", rows -> assertThat(rows.rows()).isEqualTo(4));
    }

    /** As records, in which equal amounts are equal however many zeros were written. */
    private List<SpecificRecord> records(Format format, String name) throws IOException {
        Path path = SharedFolder.path(name);
        List<CustomerEvent> events = new ArrayList<>();
        try (TextFile file = TextFile.open(path)) {
            format.read(file, intake).forEachRemaining(events::add);
        }
        return events.stream().map(EventRecords::recordOf).toList();
    }
}
