package dev.segue.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Somebody who calls the API of one instance. */
public final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String address;
    private final HttpClient http;

    public Client(int port) {
        this.address = "http://127.0.0.1:" + port;
        this.http = HTTP;
    }

    /** One by HTTPS, to whom the context believes. */
    public Client(int port, SSLContext trust) {
        this.address = "https://127.0.0.1:" + port;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** An answer. */
    public record Answer(int status, HttpResponse<byte[]> response) {

        public JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return call(path, request -> request);
    }

    public Answer put(String path, String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        return call(path, request -> {
            request.PUT(BodyPublishers.ofString(body));
            if (contentType != null) {
                request.header("Content-Type", contentType);
            }
            return headers.length == 0 ? request : request.headers(headers);
        });
    }

    public Answer call(String path, UnaryOperator<HttpRequest.Builder> with) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        HttpResponse<byte[]> response = http.send(with.apply(request).build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    /** The status alone; what follows is not read, and may never end. */
    public int status(String path, UnaryOperator<HttpRequest.Builder> with) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
        HttpResponse<InputStream> response = http.send(with.apply(request).build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    public URI uri(String path) {
        return URI.create(address + path);
    }
}
