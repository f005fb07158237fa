package dev.segue.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.query.answer.PreviewJob;
import dev.segue.query.answer.segment.SegmentView;
import dev.segue.query.answer.segment.SegmentView.SegmentList;
import dev.segue.query.http.ApiServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** A running service, asked over HTTP. */
final class ServiceApi {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 300;
    private static final int NOT_NOW = 503;
    private static final int UNKNOWN_CALLER = 401;

    private final URI url;
    private final ObjectMapper json = ApiServer.json();
    private final String token;
    private final HttpClient client;

    /**
     * @param token to call it with, or null
     * @param trust who is believed to be the service; absent for whom Java trusts
     */
    ServiceApi(URI url, String token, Optional<SSLContext> trust) {
        this.url = url;
        this.token = token;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        trust.ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    /** How many customers are in each segment, by its id. */
    Map<String, Long> sizes() throws CommandFailed {
        SegmentList list = read(send(request("/v1/segments").GET()), SegmentList.class);
        Map<String, Long> sizes = new TreeMap<>();
        for (SegmentView segment : list.segments()) {
            sizes.put(segment.id(), segment.size());
        }
        return sizes;
    }

    /**
     * Previews definitions and waits for the end.
     *
     * @param days of how many days sizes are wanted
     * @param told is told how far it has come, now and then
     * @throws CommandFailed also where the preview failed
     */
    PreviewJob preview(String definitions, boolean prune, int days, Consumer<PreviewJob> told) throws CommandFailed {
        String parameters = "?prune=" + prune + (days == 0 ? "" : "&days=" + days);
        PreviewJob job = read(
                send(request("/v1/segments/preview" + parameters)
                        .header("Content-Type", "application/yaml")
                        .POST(BodyPublishers.ofString(definitions))),
                PreviewJob.class);
        while (job.state() == PreviewJob.State.RUNNING) {
            told.accept(job);
            job = look(job);
        }
        if (job.state() != PreviewJob.State.DONE) {
            throw new CommandFailed(ExitCode.FAILED, "the preview did not get to its end: " + job.problem());
        }
        return job;
    }

    private PreviewJob look(PreviewJob before) throws CommandFailed {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
        HttpResponse<byte[]> answer =
                send(request("/v1/previews/" + before.id()).GET());
        return answer.statusCode() == NOT_NOW ? before : read(answer, PreviewJob.class);
    }

    private HttpRequest.Builder request(String path) {
        String base = url.toString().replaceAll("/+$", "");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws CommandFailed {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (SSLException e) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    "what answers at " + url + " is not believed to be the service: " + e.getMessage()
                            + "; --ca says whom to believe",
                    e);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "no service answers at " + url + "; --url says where one does", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted", e);
        }
    }

    private <T> T read(HttpResponse<byte[]> answer, Class<T> shape) throws CommandFailed {
        try {
            if (answer.statusCode() / 100 == 2) {
                return json.readValue(answer.body(), shape);
            }
            JsonNode problem = json.readTree(answer.body());
            if (answer.statusCode() == UNKNOWN_CALLER) {
                throw new CommandFailed(
                        ExitCode.FAILED,
                        "the service at " + url + " says: "
                                + problem.path("detail").asText() + " --token-file or SEGUE_TOKEN has it");
            }
            if (problem.hasNonNull("detail")) {
                String first = problem.path("problems").path(0).path("message").asText("");
                throw new CommandFailed(
                        ExitCode.FAILED,
                        "the service at " + url + " says: "
                                + problem.get("detail").asText() + (first.isEmpty() ? "" : " " + first));
            }
        } catch (JsonProcessingException e) {
            // told below
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.FAILED, "what " + url + " answers cannot be read", e);
        }
        throw new CommandFailed(
                ExitCode.FAILED,
                "what answers at " + url + ", with status " + answer.statusCode() + ", is not this version of Segue");
    }
}
