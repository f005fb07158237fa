package dev.segue.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.cluster.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who asks for memberships without pause, and holds each answer against what it must be. */
final class Asker {

    private static final Duration MOST_STALE = Duration.ofMinutes(5);

    private final Client client;
    private final Map<String, Map<String, Long>> expected;
    private final Map<String, Set<Map<String, Long>>> ever;
    private final List<String> customers;
    private final Random random;
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final AtomicLong right = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong notNow = new AtomicLong();
    private final Thread thread = new Thread(this::ask);
    private volatile boolean ended;

    /**
     * @param expected by customer, the segments they are in, and since when
     * @param ever by customer, all that they were ever in, and since when
     */
    Asker(Client client, Map<String, Map<String, Long>> expected, Map<String, Set<Map<String, Long>>> ever, long seed) {
        this.client = client;
        this.expected = expected;
        this.ever = ever;
        this.customers = List.copyOf(expected.keySet());
        this.random = new Random(seed);
    }

    void start() {
        thread.start();
    }

    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    List<String> wrong() {
        return wrong;
    }

    long right() {
        return right.get();
    }

    long stale() {
        return stale.get();
    }

    long notNow() {
        return notNow.get();
    }

    private void ask() {
        while (!ended) {
            boolean known = random.nextInt(10) > 0;
            String customer = known ? customers.get(random.nextInt(customers.size())) : "nobody-" + random.nextInt(99);
            try {
                judge(customer, known, client.get("/v1/customers/" + customer + "/memberships"));
            } catch (IOException | InterruptedException | RuntimeException e) {
                wrong.add(customer + ": " + e);
            }
        }
    }

    private void judge(String customer, boolean known, Client.Answer answer) throws IOException {
        JsonNode json = answer.json();
        if (answer.status() == 503 && answer.header("Retry-After") != null) {
            notNow.incrementAndGet();
        } else if (known && answer.status() == 200 && isRight(customer, json)) {
            right.incrementAndGet();
            stale.addAndGet(json.get("staleness").isNull() ? 0 : 1);
        } else if (!known && answer.status() == 404) {
            right.incrementAndGet();
        } else {
            wrong.add(customer + ": " + answer.status() + " " + json);
        }
    }

    /** What a copy is behind is told by the minutes since it caught up, however old the history is. */
    private boolean isRight(String customer, JsonNode json) {
        Map<String, Long> segments = ThreeInstancesTest.segmentsOf(json);
        return json.get("staleness").isNull()
                ? segments.equals(expected.get(customer))
                : ever.get(customer).contains(segments) && json.get("staleness").asLong() < MOST_STALE.toMillis();
    }
}
