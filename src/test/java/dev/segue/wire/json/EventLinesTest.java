package dev.segue.wire.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.avro.PurchaseEvent;
import dev.segue.event.Click;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.wire.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLinesTest {

    @Test
    void shouldReadEveryKindOfEvent() throws IOException {
        List<EventLine> lines = read("""
                {"topic":"clickstream","value":{"eventId":"e1","customerId":"c1","type":"search","occurredAt":1000,"value":3,"properties":{"a":"b"}}}
                {"topic":"purchases","key":"c1","value":{"eventId":"e2","customerId":"c1","occurredAt":"1970-01-01T00:00:02.5Z","amount":"12.5","currency":"EUR","items":[{"itemId":"i","amount":3.1}]}}

                {"topic":"purchases","value":{"eventId":"e3","customerId":"c1","kind":"REFUND","orderId":"o","occurredAt":3000,"amount":1e1,"currency":"EUR","channel":null}}
                {"topic":"customer-profiles","value":{"customerId":"c1","updatedAt":"1970-01-01T01:00:04+01:00","attributes":{"a":1,"b":1.5,"c":true,"d":"x"}},"ignored":1}
                {"topic":"customer-profiles","key":"c1","value":null}
                """);

        assertThat(lines)
                .extracting(EventLine::event)
                .containsExactly(
                        new Click("e1", "c1", "search", 1000, null, null, null, null, 3.0, Map.of("a", "b")),
                        new Purchase(
                                "e2",
                                null,
                                "c1",
                                2500,
                                new BigDecimal("12.5000"),
                                "EUR",
                                null,
                                List.of(new Purchase.Item("i", null, 1, new BigDecimal("3.1000")))),
                        new Refund("e3", "o", "c1", 3000, new BigDecimal("10.0000"), "EUR", null),
                        new ProfileUpdate("c1", 4000, Map.of("a", 1L, "b", 1.5, "c", true, "d", "x")),
                        new Forget("c1"));
        assertThat(lines).extracting(EventLine::number).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(lines).extracting(EventLine::key).containsOnly("c1");
        assertThat(lines.get(1).input()).isEqualTo(Input.PURCHASES);
        assertThat(lines.get(1).record()).isInstanceOf(PurchaseEvent.class);
        assertThat(lines.get(4).record()).isNull();
    }

    @Test
    void shouldReadGzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"topic\":\"customer-profiles\",\"key\":\"c1\",\"value\":null}".getBytes(UTF_8));
        }

        List<EventLine> lines = read(bytes.toByteArray());

        assertThat(lines).extracting(EventLine::event).containsExactly(new Forget("c1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF\n \n"})
    void shouldReadNothingOfAnEmptyFile(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense | not JSON at column
            {"topic":"customer-profiles","key":"c1","value":null} x | not JSON at column
            {"topic":"purchases","topic":"purchases","value":null} | Duplicate
            [] | the line is not a JSON object
            {"value":{}} | topic must be one of clickstream, purchases, customer-profiles
            {"topic":"other","value":{}} | topic must be one of clickstream, purchases, customer-profiles
            {"topic":"clickstream"} | value is missing
            {"topic":"customer-profiles","value":null} | key is missing; a tombstone needs one
            {"topic":"customer-profiles","key":1,"value":null} | key must be a string
            {"topic":"clickstream","key":"c1","value":null} | The record has no value
            {"topic":"clickstream","value":[]} | value must be an object
            {"topic":"clickstream","value":{"customerId":"c1","type":"x","occurredAt":1}} | value.eventId is missing
            {"topic":"clickstream","value":{"eventId":"e","customerId":1,"type":"x","occurredAt":1}} | value.customerId must be a string
            {"topic":"clickstream","value":{"eventId":"e","customerId":"c1","type":"x","occurredAt":1.5}} | value.occurredAt must be epoch milliseconds, or ISO-8601
            {"topic":"clickstream","value":{"eventId":"e","customerId":"c1","type":"x","occurredAt":"yesterday"}} | value.occurredAt must be epoch milliseconds, or ISO-8601
            {"topic":"clickstream","value":{"eventId":"e","customerId":"c1","type":"x","occurredAt":"+999999999-01-01T00:00:00Z"}} | value.occurredAt must be
            {"topic":"clickstream","value":{"eventId":"e","customerId":"c1","type":"refund","occurredAt":1}} | The types purchase, purchase_item and refund
            {"topic":"clickstream","key":"c2","value":{"eventId":"e","customerId":"c1","type":"x","occurredAt":1}} | The key is not the record's customerId
            {"topic":"clickstream","value":{"eventId":"e","customerId":"c1","type":"x","occurredAt":1,"properties":{"p":1}}} | value.properties.p must be a string
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","occurredAt":1,"amount":"1.23456","currency":"EUR"}} | value.amount must have at most 4 decimals
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","occurredAt":1,"amount":1e-999999,"currency":"EUR"}} | value.amount must have at most 4 decimals
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","occurredAt":1,"amount":1e99999,"currency":"EUR"}} | value.amount must have at most 14 digits before the point
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","occurredAt":1,"amount":"x","currency":"EUR"}} | value.amount must be a number
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","occurredAt":1,"amount":-1,"currency":"EUR"}} | The amount is negative
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","kind":"GIFT","occurredAt":1,"amount":1,"currency":"EUR"}} | value.kind must be one of PURCHASE, REFUND
            {"topic":"purchases","value":{"eventId":"e","customerId":"c1","occurredAt":1,"amount":1,"currency":"EUR","items":[{"itemId":"i","amount":1},{"itemId":"i","amount":1,"quantity":1.5}]}} | value.items[1].quantity must be a whole number
            {"topic":"customer-profiles","value":{"customerId":"c1","updatedAt":1,"attributes":{"a":[]}}} | value.attributes.a must be a string, a number, true or false
            {"topic":"customer-profiles","value":{"customerId":"c1","updatedAt":1,"attributes":{"a":1e400}}} | An attribute is not finite
            """)
    void shouldSayWhatIsWrongWithALine(String line, String message) {
        assertThatThrownBy(() -> read("\n" + line + "\n"))
                .isInstanceOf(InvalidLine.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        assertThatThrownBy(() -> read(new byte[] {'{', (byte) 0xff, '}'}))
                .isInstanceOf(IOException.class)
                .hasMessage("from about line 1 on the file is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"events-uci.jsonl.gz", "events-rees46.jsonl.gz"})
    void shouldReadRealHistories(String name) throws IOException {
        Path file = Path.of("../shared/acceptance", name);
        Assumptions.assumeTrue(Files.exists(file), "needs " + file);

        int count = 0;
        try (EventLines lines = EventLines.open(file)) {
            while (lines.next() != null) {
                count++;
            }
        }

        assertThat(count).isGreaterThan(1_000);
    }

    private static List<EventLine> read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private static List<EventLine> read(byte[] bytes) throws IOException {
        List<EventLine> all = new ArrayList<>();
        try (EventLines lines = new EventLines(new ByteArrayInputStream(bytes))) {
            for (EventLine line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
        }
        return all;
    }
}
