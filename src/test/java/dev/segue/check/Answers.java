package dev.segue.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.Membership;
import dev.segue.cluster.Client;
import dev.segue.cluster.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Whether what an instance answers is what the topics say.
 *
 * @param findings where it is not
 * @param standby how many answers were a standby's
 */
public record Answers(List<String> findings, int standby) {

    private static final int ASKED = 60;

    /** Asks an instance, whichever owns them, for some of the customers. */
    public static Answers of(Client client, Contents contents, Random random) throws IOException, InterruptedException {
        List<String> customers = new ArrayList<>(contents.memberships().keySet());
        Collections.shuffle(customers, random);
        List<String> findings = new ArrayList<>();
        int standby = 0;
        for (String customer : customers.subList(0, Math.min(ASKED, customers.size()))) {
            Answer answer = client.get("/v1/customers/" + customer + "/memberships");
            Map<String, Long> published = segments(contents.memberships().get(customer));
            if (answer.status() != 200) {
                findings.add("the answer about " + customer + " has the status " + answer.status());
            } else if (!published.equals(segments(answer.json()))) {
                findings.add("the answer about " + customer + " is " + segments(answer.json()) + ", but the topic says "
                        + published);
            } else if (!answer.json().path("staleness").isNull()) {
                standby++;
            }
        }
        return new Answers(findings, standby);
    }

    private static Map<String, Long> segments(CustomerMemberships memberships) {
        Map<String, Long> segments = new TreeMap<>();
        for (Membership membership : memberships.getMemberships()) {
            segments.put(membership.getSegmentId(), membership.getSince().toEpochMilli());
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
