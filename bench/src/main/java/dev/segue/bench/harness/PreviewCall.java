package dev.segue.bench.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks Segue for previews of a rule, as its users do. */
public final class PreviewCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who spent 400 rather than 500 within 30 days, or less than 200 of late. */
    private static final String DRAFT = """
            id: big-spender
            name: Big spender
            enter: events("purchase").within(days(30)).sum("amount") >= 400
            exit: events("purchase").within(days(30)).sum("amount") < 200
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Service service;
    private final int days;
    private final int limitSeconds;

    /**
     * @param days of how many days sizes are asked for too
     * @param limitSeconds after which a preview takes too long
     */
    PreviewCall(Service service, int days, int limitSeconds) {
        this.service = service;
        this.days = days;
        this.limitSeconds = limitSeconds;
    }

    /**
     * A preview that was made.
     *
     * @param customers whom it looked at
     * @param entering who would enter
     */
    public record Made(double seconds, long customers, long entering, long leaving) {}

    Made make() {
        long begun = System.nanoTime();
        String parameters = days == 0 ? "" : "?days=" + days;
        JsonNode job = send(HttpRequest.newBuilder(service.api("/v1/segments/preview" + parameters))
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofString(DRAFT)));
        Patience patience = new Patience(1_000L * limitSeconds, "a preview did not end in time");
        while (job.get("state").asText().equals("RUNNING")) {
            service.check();
            patience.pause();
            job = send(HttpRequest.newBuilder(
                    service.api("/v1/previews/" + job.get("id").asText())));
            Progress.show(
                    "preview: %,d of %,d customers",
                    job.get("customers").asLong(), job.get("known").asLong());
        }
        if (!job.get("state").asText().equals("DONE")) {
            throw new BenchmarkFailed("a preview ended as " + job.get("state") + ": " + job.get("problem"));
        }
        JsonNode segment = job.get("segments").get(0);
        return new Made(
                (System.nanoTime() - begun) / 1e9,
                job.get("customers").asLong(),
                segment.get("entering").asLong(),
                segment.get("leaving").asLong());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new BenchmarkFailed(
                        "Segue answers with status " + answer.statusCode() + ": " + new String(answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new BenchmarkFailed("Segue does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailed("interrupted", e);
        }
    }
}
