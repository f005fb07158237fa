package dev.segue.query.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.query.answer.Question;
import dev.segue.query.state.NotHere;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances, over HTTP. Only so many requests at a time: the threads left answer what others ask. */
public final class Peers {

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final ObjectMapper json;
    private final Duration patience;
    private final Semaphore free;
    private final HttpClient client;

    /**
     * @param patience how long one is waited for
     * @param most requests at a time
     */
    public Peers(ObjectMapper json, Duration patience, int most) {
        this.json = json;
        this.patience = patience;
        this.free = new Semaphore(most);
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.dividedBy(2))
                .build();
    }

    /**
     * Asks one.
     *
     * @return empty where the question is of a customer whom the owner does not know
     * @throws NotHere if it cannot answer, or not in time
     */
    public <A> Optional<A> ask(HostInfo peer, int partition, boolean standby, Question<A> question) throws NotHere {
        if (!free.tryAcquire()) {
            throw new NotHere("too many questions are under way to other instances");
        }
        try {
            return decode(peer, send(peer, new PeerQuestion(partition, standby, question)), question);
        } catch (IOException e) {
            throw new NotHere(peer.host() + ":" + peer.port() + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotHere("interrupted");
        } finally {
            free.release();
        }
    }

    private HttpResponse<byte[]> send(HostInfo peer, PeerQuestion question) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + authority(peer) + PeerQuestion.PATH))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(question)))
                .build();
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException | HttpTimeoutException e) {
            throw e;
        } catch (IOException connectionWasClosed) {
            // one kept open since an earlier question
            return client.send(request, BodyHandlers.ofByteArray());
        }
    }

    private <A> Optional<A> decode(HostInfo peer, HttpResponse<byte[]> response, Question<A> question)
            throws IOException, NotHere {
        return switch (response.statusCode()) {
            case OK -> Optional.of(json.readValue(response.body(), question.answer()));
            case NO_CONTENT -> Optional.empty();
            default ->
                throw new NotHere(peer.host() + ":" + peer.port() + " answered with status " + response.statusCode());
        };
    }

    private static String authority(HostInfo peer) {
        String host = peer.host().contains(":") && !peer.host().startsWith("[") ? "[" + peer.host() + "]" : peer.host();
        return host + ":" + peer.port();
    }
}
