package dev.segue.wire.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.segue.event.CustomerEvent;
import dev.segue.wire.Admission;
import dev.segue.wire.Input;
import dev.segue.wire.Refusal;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records as JSON Lines, plain or gzipped: {@code {"topic": T, "key"?: K, "value": {...}}}, T one of the inputs'
 * default names, times in epoch milliseconds or ISO-8601, decimals as strings or numbers. Blank lines are skipped, fields that
 * the schemas do not have are ignored.
 */
public final class EventLines implements AutoCloseable {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();
    private static final String INPUTS =
            Arrays.stream(Input.values()).map(Input::defaultName).collect(Collectors.joining(", "));
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final BufferedReader lines;
    private long number;

    /** Reads from the stream, which is closed with this. */
    public EventLines(InputStream in) throws IOException {
        this.lines =
                new BufferedReader(new InputStreamReader(unzipped(in), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    public static EventLines open(Path file) throws IOException {
        return new EventLines(Files.newInputStream(file));
    }

    /**
     * The next record, or null at the end.
     *
     * @throws InvalidLine when the line is not one; the line after it can be read
     */
    public EventLine next() throws IOException {
        String line = nextLine();
        while (line != null && line.isBlank()) {
            line = nextLine();
        }
        return line == null ? null : parse(line);
    }

    private String nextLine() throws IOException {
        number++;
        try {
            String line = lines.readLine();
            boolean marked = number == 1 && line != null && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
            return marked ? line.substring(1) : line;
        } catch (CharacterCodingException e) {
            // the decoder reads ahead, so the line may be a later one
            throw new IOException("from about line " + number + " on the file is not UTF-8", e);
        }
    }

    private EventLine parse(String line) throws InvalidLine {
        try {
            JsonNode node = JSON.readTree(line);
            if (!(node instanceof ObjectNode object)) {
                throw new JsonForm.Mismatch("the line is not a JSON object");
            }
            return line(object);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new InvalidLine(number, "not JSON at column " + column + ": " + e.getOriginalMessage());
        } catch (JsonForm.Mismatch | Refusal e) {
            throw new InvalidLine(number, e.getMessage());
        }
    }

    private EventLine line(ObjectNode object) throws JsonForm.Mismatch, Refusal {
        Input input = Input.named(object.path("topic").asText())
                .orElseThrow(() -> new JsonForm.Mismatch("topic must be one of " + INPUTS));
        JsonNode value = object.get("value");
        if (value == null) {
            throw new JsonForm.Mismatch("value is missing; a tombstone is written as null");
        }
        SpecificRecord record = value.isNull() ? null : (SpecificRecord) JsonForm.read(value, input.schema(), "value");
        String key = key(object, value);
        CustomerEvent event = Admission.admit(input, key, record, Long.MAX_VALUE);
        return new EventLine(number, input, key, record, event);
    }

    private static String key(ObjectNode object, JsonNode value) throws JsonForm.Mismatch {
        JsonNode key = object.get("key");
        if (key == null || key.isNull()) {
            if (value.isNull()) {
                throw new JsonForm.Mismatch("key is missing; a tombstone needs one");
            }
            return value.path("customerId").asText();
        }
        if (!key.isTextual()) {
            throw new JsonForm.Mismatch("key must be a string");
        }
        return key.textValue();
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        InputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
