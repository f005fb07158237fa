package dev.segue.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final DeadLetter.Origin ORIGIN = new DeadLetter.Origin("clickstream", 3, 42, 1_700_000_000_000L);
    private static final Reading.Refused WHY =
            new Reading.Refused(DeadLetterReason.WRONG_KEY, "The key is not the record's customerId.");
    private static final byte[] KEY = "c1".getBytes(UTF_8);

    private final DeadLetters deadLetters = new DeadLetters(2_000);

    @Test
    void shouldKeepTheRecordAndSayWhyAndWhence() {
        byte[] value = {1, 2, 3};

        DeadLetter letter = deadLetters.of(ORIGIN, KEY, value, new RecordHeaders(), WHY);

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(value);
        assertThat(texts(letter.headers()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "segue-reason", "wrong-key",
                        "segue-message", "The key is not the record's customerId.",
                        "segue-topic", "clickstream",
                        "segue-partition", "3",
                        "segue-offset", "42",
                        "segue-timestamp", "1700000000000"));
    }

    @Test
    void shouldKeepTheRecordsHeadersButNotThoseOfAnEarlierDeadLetter() {
        Headers headers = new RecordHeaders()
                .add("trace", "t1".getBytes(UTF_8))
                .add("none", null)
                .add("segue-reason", "undecodable".getBytes(UTF_8));

        DeadLetter letter = deadLetters.of(ORIGIN, null, null, headers, WHY);

        assertThat(letter.headers().headers("segue-reason")).hasSize(1);
        assertThat(texts(letter.headers()))
                .containsEntry("trace", "t1")
                .containsEntry("none", null)
                .containsEntry("segue-reason", "wrong-key");
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void shouldSendSizeAndHashInPlaceOfAValueThatIsTooLarge() {
        byte[] value = "a".repeat(2_000).getBytes(UTF_8);

        DeadLetter letter = deadLetters.of(ORIGIN, KEY, value, new RecordHeaders(), WHY);

        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEmpty();
        assertThat(texts(letter.headers()))
                .containsEntry("segue-value-size", "2000")
                .containsEntry(
                        "segue-value-sha256", "c4a700f85b7e9e5cdbdc51170409ee2ad48bebe2f2f0957a067937531a0a3c42");
    }

    @Test
    void shouldFitTheProducersLimitWhateverIsTooLarge() {
        Headers headers = new RecordHeaders().add("big", new byte[3_000]);

        DeadLetter letter = deadLetters.of(ORIGIN, new byte[3_000], new byte[3_000], headers, WHY);

        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>("t", null, letter.key(), letter.value(), letter.headers());
        assertThat(AbstractRecords.estimateSizeInBytesUpperBound(
                        RecordBatch.CURRENT_MAGIC_VALUE,
                        Compression.NONE.type(),
                        sent.key(),
                        sent.value(),
                        sent.headers().toArray()))
                .isLessThanOrEqualTo(2_000);
        assertThat(texts(letter.headers())).containsEntry("segue-reason", "wrong-key");
    }

    @Test
    void shouldNeverSendMoreThanTheProducerTakes() {
        for (int size = 1_500; size < 2_100; size++) {
            DeadLetter letter = deadLetters.of(ORIGIN, KEY, new byte[size], new RecordHeaders(), WHY);

            assertThat(AbstractRecords.estimateSizeInBytesUpperBound(
                            RecordBatch.CURRENT_MAGIC_VALUE,
                            Compression.NONE.type(),
                            letter.key(),
                            letter.value(),
                            letter.headers().toArray()))
                    .isLessThanOrEqualTo(2_000);
        }
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(h -> texts.put(h.key(), h.value() == null ? null : new String(h.value(), UTF_8)));
        return texts;
    }
}
