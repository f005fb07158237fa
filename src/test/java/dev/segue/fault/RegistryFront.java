package dev.segue.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a schema registry and passes on what it is asked, or does not. */
final class RegistryFront implements AutoCloseable {

    /** How it treats whoever asks. */
    enum Mood {
        GOOD,
        /** The connection ends without an answer. */
        DOWN,
        /** The answer comes after three seconds. */
        SLOW,
        /** Each answer is 500. */
        FAILING
    }

    private static final long SLOW_MILLIS = 3_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String behind;
    private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
    private volatile Mood mood = Mood.GOOD;

    private record Question(Mood met, String path) {}

    RegistryFront(String behind) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void become(Mood other) {
        mood = other;
    }

    /** How often it was asked something whose path begins so while it was in that mood. */
    int asked(Mood met, String path) {
        return (int) questions.stream()
                .filter(question -> question.met() == met && question.path().startsWith(path))
                .count();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] question = exchange.getRequestBody().readAllBytes();
            Mood met = mood;
            questions.add(new Question(met, exchange.getRequestURI().getPath()));
            switch (met) {
                case DOWN -> throw new IOException("as if it were not there");
                case FAILING -> exchange.sendResponseHeaders(500, -1);
                case SLOW -> {
                    Thread.sleep(SLOW_MILLIS);
                    passOn(exchange, question);
                }
                case GOOD -> passOn(exchange, question);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange, byte[] question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(question));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        answer.headers()
                .firstValue("Content-Type")
                .ifPresent(value -> exchange.getResponseHeaders().set("Content-Type", value));
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
