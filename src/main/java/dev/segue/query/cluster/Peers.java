package dev.segue.query.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.explain.UnanswerableInstant;
import dev.segue.query.access.PeerSecret;
import dev.segue.query.state.NotHere;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.Timeout;
import org.apache.kafka.streams.state.HostInfo;

/**
 * The other instances, over HTTP. Only so many requests at a time: the threads left answer what others ask. The thread that asks
 * writes and reads by itself, since handing a small question from thread to thread costs more than the question.
 */
public final class Peers implements AutoCloseable {

    private static final int OK = 200;

    /** For how long a connection is used; the other side ends one that was idle for a minute. */
    private static final Timeout CONNECTION_LIFE = Timeout.ofSeconds(50);

    private final ObjectMapper json;
    private final Timeout connecting;
    private final Semaphore free;
    private final Optional<PeerSecret> secret;
    private final String scheme;
    private final HttpRequester client;

    private record Response(int status, byte[] body) {}

    /**
     * @param patience how long one is waited for
     * @param most requests at a time
     * @param secret what instances know each other by, where they need to
     * @param tls who is believed to be an instance; absent where they talk by plain HTTP
     */
    public Peers(
            ObjectMapper json, Duration patience, int most, Optional<PeerSecret> secret, Optional<SSLContext> tls) {
        this.json = json;
        this.secret = secret;
        this.scheme = tls.isPresent() ? "https" : "http";
        this.connecting = Timeout.of(patience.dividedBy(2));
        this.free = new Semaphore(most);
        this.client = RequesterBootstrap.bootstrap()
                .setSocketConfig(SocketConfig.custom()
                        .setSoTimeout(Timeout.of(patience))
                        .setTcpNoDelay(true)
                        .build())
                .setMaxTotal(Integer.MAX_VALUE)
                .setDefaultMaxPerRoute(most)
                .setTimeToLive(CONNECTION_LIFE)
                .setPoolReusePolicy(PoolReusePolicy.LIFO)
                .setSslContext(tls.orElse(null))
                .setSslSetupHandler(parameters -> parameters.setEndpointIdentificationAlgorithm("HTTPS"))
                .create();
    }

    /**
     * Asks one.
     *
     * @return the answer as JSON; empty where the question is of a customer whom the owner does not know
     * @throws NotHere if it cannot answer, or not in time
     * @throws UnanswerableInstant where the question is for an instant of which nothing is known
     */
    public Optional<byte[]> ask(HostInfo peer, PeerQuestion question) throws NotHere {
        if (!free.tryAcquire()) {
            throw new NotHere("too many questions are under way to other instances");
        }
        try {
            return answer(peer, send(peer, json.writeValueAsBytes(question)));
        } catch (IOException | HttpException e) {
            throw new NotHere(peer.host() + ":" + peer.port() + " does not answer: " + e);
        } finally {
            free.release();
        }
    }

    private Response send(HostInfo peer, byte[] question) throws IOException, HttpException {
        HttpHost host = new HttpHost(scheme, peer.host(), peer.port());
        try {
            return post(host, question);
        } catch (ConnectException | SocketTimeoutException e) {
            throw e;
        } catch (IOException connectionWasClosed) {
            // one kept open since an earlier question
            return post(host, question);
        }
    }

    private Response post(HttpHost host, byte[] question) throws IOException, HttpException {
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", host, PeerQuestion.PATH);
        secret.ifPresent(known -> request.setHeader("Authorization", known.authorization(PeerQuestion.PATH, question)));
        request.setEntity(new ByteArrayEntity(question, ContentType.APPLICATION_JSON));
        return client.execute(
                host,
                request,
                connecting,
                HttpCoreContext.create(),
                response -> new Response(
                        response.getCode(),
                        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity())));
    }

    private Optional<byte[]> answer(HostInfo peer, Response response) throws IOException, NotHere {
        return switch (response.status()) {
            case OK -> Optional.of(response.body());
            case PeerQuestion.NOT_KNOWN -> Optional.empty();
            case PeerQuestion.OUT_OF_REACH ->
                throw json.readValue(response.body(), PeerQuestion.Reach.class).refusal();
            default ->
                throw new NotHere(peer.host() + ":" + peer.port() + " answered with status " + response.status());
        };
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
