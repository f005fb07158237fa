package dev.segue.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.segue.membership.Change;
import dev.segue.membership.Evidence;
import dev.segue.membership.Trigger;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;

/**
 * Changes as JSON Lines, fields named as in the schema of {@code SegmentChange}, times in epoch milliseconds. There is no
 * detectedAt: a backtest gives the same lines whenever it is run.
 */
public final class ChangeLines implements Closeable {

    private final JsonGenerator json;

    /** @param out is flushed, and not closed, with this */
    public ChangeLines(Writer out) throws IOException {
        json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    /** Writes one line. */
    public void write(Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("changeId", change.changeId());
        json.writeStringField("customerId", change.customerId());
        json.writeStringField("segmentId", change.segmentId());
        json.writeNumberField("segmentVersion", change.segmentVersion());
        json.writeStringField("type", change.type().name());
        json.writeStringField("reason", change.reason().name());
        json.writeNumberField("occurredAt", change.occurredAt());
        json.writeNumberField("sequence", change.sequence());
        writeTrigger(change.trigger());
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : change.evidence()) {
            json.writeStartObject();
            json.writeStringField("expression", evidence.expression());
            json.writeStringField("value", evidence.value());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("memberOf");
        for (String segment : change.memberOf()) {
            json.writeString(segment);
        }
        json.writeEndArray();
        json.writeFieldName("exitExpectedAt");
        json.writeObject(change.exitExpectedAt());
        json.writeStringField("arm", change.arm().name());
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void writeTrigger(Trigger trigger) throws IOException {
        json.writeFieldName("trigger");
        if (trigger == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("topic", trigger.topic());
        json.writeNumberField("partition", trigger.partition());
        json.writeNumberField("offset", trigger.offset());
        json.writeStringField("eventId", trigger.eventId());
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
