package dev.segue.check;

import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.check.Expectation.Clock;
import dev.segue.cluster.Sent;
import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Forget;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.membership.Trigger;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.wire.Outbox;
import dev.segue.wire.PublishedDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** What the topics hold where the engine did everything right. */
final class GoodHistory {

    static final String TOPIC = "clickstream";

    private static final long BEGIN = 1_700_000_000_000L;
    private static final long STEP = 180_000;
    private static final int CUSTOMERS = 12;
    private static final int EVENTS = 600;
    private static final String RULES = """
            segments:
              - {id: active, name: Active, enter: 'events("view").within(minutes(30)).count() >= 2'}
              - {id: away, name: Away, enter: 'now - events("view").last() >= hours(1)'}
              - {id: keen, name: Keen, enter: 'events("cart").within(hours(1)).count() > 0'%s}
              - {id: both, name: Both, enter: 'inSegment("active") && inSegment("keen")'}
              - {id: gold, name: Gold, enter: 'profile.tier == "gold"', holdout: 0.5}
              - {id: buyer, name: Buyer, enter: 'events("purchase").within(hours(3)).sum("amount") >= 20'}
            """;

    private final Clock clock;
    private final SegmentSet segments;
    private final Assigner assigner;
    private final Random random = new Random(3);
    private final Map<String, Customer> customers = new TreeMap<>();
    private final List<Received> inputs = new ArrayList<>();
    private final List<SegmentChange> changes = new ArrayList<>();
    private final Map<String, SegmentChange> last = new TreeMap<>();
    private final List<Place> deadLetters = new ArrayList<>();
    private final Map<Place, Sent> sent = new TreeMap<>();
    private long reached = BEGIN;

    private GoodHistory(Clock clock) throws Exception {
        this.clock = clock;
        String memory = clock == Clock.LIVE ? "" : ", stay: 2h, cooldown: 30m";
        segments = Definitions.compile(RULES.formatted(memory), Limits.DEFAULT);
        assigner = new Assigner(segments, 1, BEGIN, Retention.DEFAULT, "seed");
    }

    /** @param clock with one unordered, each kind of event is on a topic of its own */
    static GoodHistory make(Clock clock) throws Exception {
        GoodHistory history = new GoodHistory(clock);
        for (int i = 0; i < EVENTS; i++) {
            history.read(i);
        }
        if (clock.isLive()) {
            history.passTo(history.until());
        }
        return history;
    }

    Expectation expectation() {
        return new Expectation(segments, Retention.DEFAULT.millis(), clock);
    }

    /** Up to when time has passed at rest. */
    long until() {
        return BEGIN + EVENTS * STEP + 6 * 3_600_000;
    }

    Contents contents() {
        Map<String, CustomerMemberships> memberships = new TreeMap<>();
        last.forEach((customer, change) -> memberships.put(customer, memberships(customer, change)));
        List<Published> published = segments.segments().stream()
                .map(segment -> new Published(
                        segment.id(),
                        PublishedDefinition.first(segment.definition(), BEGIN, null, null),
                        segments.segments().size()))
                .toList();
        return new Contents(inputs, changes, memberships, deadLetters, List.of(), published, sent);
    }

    private void read(int i) {
        long at = BEGIN + i * STEP;
        if (i % 50 == 49) {
            inputs.add(new Received(new Place(TOPIC, 0, i), null, at));
            deadLetters.add(new Place(TOPIC, 0, i));
            return;
        }
        CustomerEvent event = event(i, at);
        Place place = new Place(topicOf(event), 0, i);
        long now = nowAt(event, at);
        inputs.add(new Received(place, event, at));
        sent.put(place, new Sent(place.topic(), 0, i, event, at, now));
        passTo(now);
        Customer customer = customers.computeIfAbsent(event.customerId(), Customer::unknown);
        String id = event instanceof Activity activity ? activity.eventId() : null;
        assigner.apply(customer, event, new Trigger(place.topic(), 0, i, id), now, this::add);
        if (event instanceof Forget) {
            last.remove(event.customerId());
        }
    }

    /** A live clock is somewhat past what is read, though not past what can be known to be there; one by events stands still. */
    private long nowAt(CustomerEvent event, long at) {
        if (clock.isLive()) {
            return at + random.nextInt(4_000);
        }
        reached = Math.max(reached, Past.timeOf(event));
        return reached;
    }

    private CustomerEvent event(int i, long at) {
        String id = "c" + random.nextInt(CUSTOMERS);
        int kind = random.nextInt(40);
        if (kind == 0 && clock == Clock.EVENT) {
            return new Forget(id);
        } else if (kind < 4) {
            return new ProfileUpdate(id, at, Map.of("tier", kind == 1 ? "gold" : "none"));
        } else if (kind < 10) {
            BigDecimal amount = new BigDecimal("12.5");
            return new Purchase("e" + i, "o" + i, id, at, amount, "EUR", null, List.of());
        }
        String type = kind < 18 ? "cart" : "view";
        return new Click("e" + i, id, type, at, null, null, null, null, null, Map.of());
    }

    private String topicOf(CustomerEvent event) {
        if (clock.isOrdered() || event instanceof Click) {
            return TOPIC;
        }
        return event instanceof Purchase ? "purchases" : "customer-profiles";
    }

    private void passTo(long now) {
        customers.values().forEach(customer -> assigner.passTime(customer, now, this::add));
    }

    private void add(Change change) {
        SegmentChange record = Outbox.recordOf(change, change.occurredAt());
        changes.add(record);
        last.put(change.customerId(), record);
    }

    private CustomerMemberships memberships(String customer, SegmentChange change) {
        List<dev.segue.avro.Membership> now = new ArrayList<>();
        for (Membership membership : customers.get(customer).memberships()) {
            now.add(new dev.segue.avro.Membership(
                    membership.segmentId(),
                    membership.segmentVersion(),
                    Instant.ofEpochMilli(membership.since()),
                    null,
                    dev.segue.avro.Arm.valueOf(membership.arm().name())));
        }
        return new CustomerMemberships(customer, change.getOccurredAt(), change.getSequence(), now);
    }
}
