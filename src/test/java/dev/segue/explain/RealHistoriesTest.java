package dev.segue.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.SharedFolder;
import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.explain.PastMemberships.PastMembership;
import dev.segue.explain.preview.Preview;
import dev.segue.explain.preview.PreviewTerms;
import dev.segue.explain.preview.SegmentPreview;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.membership.Outlook;
import dev.segue.replay.Format;
import dev.segue.replay.Intake;
import dev.segue.replay.TextFile;
import dev.segue.rule.Limits;
import dev.segue.rule.Segment;
import dev.segue.rule.SegmentDefinition;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.timeline.StoredParts;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real customers: what they were in at past instants, and what new segments would make of them. */
class RealHistoriesTest {

    private static final int INSTANTS = 1_000;

    private final Map<String, Customer> customers = new TreeMap<>();
    private final Path folder = SharedFolder.path("acceptance");
    private SegmentSet segments;
    private Retention retention;
    private long clock;

    @ParameterizedTest
    @ValueSource(strings = {"uci", "rees46"})
    void shouldTellEveryMembershipThatWas(String history) throws Exception {
        load(history, 0);
        Map<String, TreeMap<Long, List<JsonNode>>> expected = expected(history);
        Random random = new Random(1);

        Map<String, StoredParts> stored = new TreeMap<>();
        for (Customer customer : customers.values()) {
            StoredParts parts = new StoredParts();
            customer.write(parts, Long.MAX_VALUE);
            stored.put(customer.id(), parts);
        }
        List<String> ids = List.copyOf(customers.keySet());
        for (int i = 0; i < INSTANTS; i++) {
            Customer customer = customers.get(ids.get(random.nextInt(ids.size())));
            long at = clock - (long) (random.nextDouble() * retention.millis());
            PastMemberships past = PastMemberships.of(
                    customer.id(),
                    at,
                    customer.memberships(),
                    customer.keptChanges(stored.get(customer.id())),
                    clock,
                    retention.millis());

            assertThat(past.memberships().stream().map(PastMembership::segmentId))
                    .as(customer.id() + " at " + at)
                    .containsExactlyElementsOf(fold(expected.getOrDefault(customer.id(), new TreeMap<>()), at));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uci", "rees46"})
    void shouldForetellTheSizesAfterPublishing(String history) throws Exception {
        // as if half of the segments were new
        load(history, 2);
        SegmentSet draft = Definitions.compile(definitions(), Limits.DEFAULT);
        Preview preview = new Preview(
                new Outlook(segments, 1, 0, "seed"),
                new Outlook(draft, 2, clock, "seed"),
                new PreviewTerms(clock, List.of(), 5, 1));

        preview.goOn(customers.values().iterator(), () -> true);

        Assigner after = new Assigner(draft, 2, clock, retention, "seed");
        customers.values().forEach(customer -> after.passTime(customer, clock, change -> {}));
        assertThat(preview.tally().segments()).isNotEmpty();
        for (SegmentPreview segment : preview.tally().segments()) {
            assertThat(segment.members()).as(segment.segmentId()).isEqualTo(size(segment.segmentId()));
        }
    }

    private long size(String segmentId) {
        return customers.values().stream()
                .filter(customer -> customer.memberships().stream()
                        .map(Membership::segmentId)
                        .anyMatch(segmentId::equals))
                .count();
    }

    private List<SegmentDefinition> definitions() throws Exception {
        return Definitions.read(Files.readString(folder.resolve("segments.yaml")));
    }

    /** Evaluates the history by the segments of the file; by every so many-th of them only, unless that is 0. */
    private void load(String history, int each) throws Exception {
        SegmentSet all = Definitions.compile(definitions(), Limits.DEFAULT);
        segments = each == 0 ? all : some(all, each);
        long kept = Math.max(Retention.DEFAULT.millis(), all.longestWindowMillis());
        retention = new Retention(kept, Retention.DEFAULT.maxEntries());
        Assigner assigner = new Assigner(segments, 1, 0, retention, "seed");
        try (TextFile file = TextFile.open(folder.resolve("events-" + history + ".jsonl.gz"))) {
            Iterator<? extends CustomerEvent> events = Format.JSONL.read(file, new Intake());
            while (events.hasNext()) {
                CustomerEvent event = events.next();
                clock = event instanceof Activity activity ? Math.max(clock, activity.occurredAt()) : clock;
                Customer customer = customers.computeIfAbsent(event.customerId(), Customer::unknown);
                assigner.apply(customer, event, null, clock, change -> {});
            }
        }
        customers.values().forEach(customer -> assigner.passTime(customer, clock + 1, change -> {}));
    }

    private static SegmentSet some(SegmentSet all, int each) {
        List<Segment> chosen = new ArrayList<>();
        for (int i = 0; i < all.segments().size(); i += each) {
            Segment segment = all.segments().get(i);
            if (chosen.stream().map(Segment::id).toList().containsAll(segment.dependsOn())) {
                chosen.add(segment);
            }
        }
        return new SegmentSet(chosen);
    }

    private Map<String, TreeMap<Long, List<JsonNode>>> expected(String history) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Map<String, TreeMap<Long, List<JsonNode>>> byCustomer = new TreeMap<>();
        Path file = folder.resolve("expected-" + history + ".jsonl.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode change = json.readTree(line);
                byCustomer
                        .computeIfAbsent(change.get("customerId").asText(), any -> new TreeMap<>())
                        .computeIfAbsent(change.get("occurredAt").asLong(), any -> new ArrayList<>())
                        .add(change);
            }
        }
        return byCustomer;
    }

    private static TreeSet<String> fold(TreeMap<Long, List<JsonNode>> changes, long at) {
        TreeSet<String> members = new TreeSet<>();
        for (List<JsonNode> together : changes.headMap(at, true).values()) {
            for (JsonNode change : together) {
                if (change.get("type").asText().equals("ENTERED")) {
                    members.add(change.get("segmentId").asText());
                } else {
                    members.remove(change.get("segmentId").asText());
                }
            }
        }
        return members;
    }
}
