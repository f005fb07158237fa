package dev.segue.query.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What the audit log tells from now on. */
final class AuditLines implements AutoCloseable {

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.segue.audit");
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    AuditLines() {
        appender.start();
        // tests log less than the service does
        log.setLevel(Level.INFO);
        log.addAppender(appender);
    }

    List<JsonNode> all() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (ILoggingEvent event : List.copyOf(appender.list)) {
            lines.add(new ObjectMapper().readTree(event.getFormattedMessage()));
        }
        return lines;
    }

    /** The newest. */
    JsonNode last() throws IOException {
        List<JsonNode> all = all();
        return all.get(all.size() - 1);
    }

    @Override
    public void close() {
        log.detachAppender(appender);
        log.setLevel(null);
    }
}
