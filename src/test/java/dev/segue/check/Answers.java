package dev.segue.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.cluster.Client;
import dev.segue.cluster.Client.Answer;
import dev.segue.event.Forget;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether what an instance answers is what the topics say.
 *
 * @param findings where it is not
 * @param standby how many answers were a standby's
 */
public record Answers(List<String> findings, int standby) {

    private static final int MOST = 300;
    private static final Set<Integer> NOT_FOUND = Set.of(404);
    private static final String STRANGER = "who-never-did-anything";

    /** What is known of a customer: that there is one, that there is none, or neither. */
    private enum Known {
        YES,
        NO,
        UNSURE
    }

    /** Asks an instance, whichever owns them, for all customers that there ever were, or for so many of them. */
    public static Answers of(Client client, Contents contents, Random random) throws IOException, InterruptedException {
        return of(client, contents, random, NOT_FOUND);
    }

    /** The same while an instance is away: that there is no such customer cannot be told without those who own them. */
    public static Answers whileOneIsAway(Client client, Contents contents, Random random)
            throws IOException, InterruptedException {
        return of(client, contents, random, Set.of(404, 503));
    }

    private static Answers of(Client client, Contents contents, Random random, Set<Integer> notFound)
            throws IOException, InterruptedException {
        Map<String, Known> known = known(contents);
        List<String> customers = new ArrayList<>(known.keySet());
        Collections.shuffle(customers, random);
        customers = new ArrayList<>(customers.subList(0, Math.min(MOST, customers.size())));
        known.put(STRANGER, Known.NO);
        customers.add(STRANGER);
        List<String> findings = new ArrayList<>();
        int standby = 0;
        for (String customer : customers) {
            String path = URLEncoder.encode(customer, UTF_8).replace("+", "%20");
            Answer answer = client.get("/v1/customers/" + path + "/memberships");
            Map<String, Long> published = segments(contents.memberships().get(customer));
            boolean none = notFound.contains(answer.status());
            String finding = finding(answer, none, known.get(customer), published);
            if (finding != null) {
                findings.add("the answer about " + customer + " " + finding);
            } else if (answer.status() == 200
                    && !answer.json().path("staleness").isNull()) {
                standby++;
            }
        }
        return new Answers(findings, standby);
    }

    private static String finding(Answer answer, boolean none, Known known, Map<String, Long> published)
            throws IOException {
        if (none && known != Known.YES) {
            return null;
        } else if (none || answer.status() != 200) {
            return "has the status " + answer.status();
        } else if (known == Known.NO) {
            return "is " + segments(answer.json()) + ", but nothing may be known of them";
        }
        Map<String, Long> told = segments(answer.json());
        return told.equals(published) ? null : "is " + told + ", but the topic says " + published;
    }

    /**
     * Whoever did something is known, until they are forgotten. What of it came first, where they did more on another topic,
     * cannot be told, unless by memberships.
     */
    private static Map<String, Known> known(Contents contents) {
        Map<String, Set<String>> topics = new TreeMap<>();
        Map<String, String> forgottenOn = new TreeMap<>();
        for (Received received : contents.inputs()) {
            if (received.event() != null) {
                String customer = received.event().customerId();
                String topic = received.place().topic();
                topics.computeIfAbsent(customer, any -> new TreeSet<>()).add(topic);
                if (received.event() instanceof Forget) {
                    forgottenOn.put(customer, topic);
                } else {
                    forgottenOn.remove(customer, topic);
                }
            }
        }
        Map<String, Known> known = new TreeMap<>();
        topics.forEach((customer, theirs) -> known.put(
                customer,
                !forgottenOn.containsKey(customer) ? Known.YES : theirs.size() == 1 ? Known.NO : Known.UNSURE));
        contents.memberships().forEach((customer, told) -> {
            if (!told.getMemberships().isEmpty()) {
                known.put(customer, Known.YES);
            }
        });
        return known;
    }

    private static Map<String, Long> segments(CustomerMemberships memberships) {
        Map<String, Long> segments = new TreeMap<>();
        if (memberships != null) {
            for (Membership membership : memberships.getMemberships()) {
                segments.put(membership.getSegmentId(), membership.getSince().toEpochMilli());
            }
        }
        return segments;
    }

    private static Map<String, Long> segments(JsonNode answer) {
        Map<String, Long> segments = new TreeMap<>();
        answer.path("memberships")
                .forEach(one -> segments.put(
                        one.get("segmentId").asText(), one.get("since").asLong()));
        return segments;
    }
}
