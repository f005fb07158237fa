package dev.segue.query.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader of server-sent events. */
final class EventStream implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final InputStream body;
    private final List<Event> changes = new CopyOnWriteArrayList<>();
    private volatile String id;

    record Event(String id, JsonNode json) {}

    private EventStream(InputStream body) {
        this.body = body;
    }

    /**
     * Returns when the answer has begun.
     *
     * @param lastId of the last event received before, or null
     */
    static EventStream open(URI uri, String lastId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        EventStream stream = new EventStream(
                HTTP.send(request.build(), BodyHandlers.ofInputStream()).body());
        Thread reading = new Thread(stream::read);
        reading.setDaemon(true);
        reading.start();
        return stream;
    }

    List<Event> changes() {
        return changes;
    }

    /** Waits until it is told where it stands: whatever is committed from then on will come. */
    void awaitId() {
        await().atMost(Duration.ofSeconds(30)).until(() -> id != null);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    changes.add(new Event(id, new ObjectMapper().readTree(line.substring("data: ".length()))));
                }
            }
        } catch (IOException closed) {
            // by either side
        }
    }

    /** Goes away at once, even while a line is waited for. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
