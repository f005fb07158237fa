package dev.segue.check;

import dev.segue.avro.CustomerMemberships;
import dev.segue.avro.SegmentChange;
import dev.segue.event.Click;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.membership.Trigger;
import dev.segue.rule.Limits;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.language.Definitions;
import dev.segue.timeline.Retention;
import dev.segue.wire.Outbox;
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
    private static final int CUSTOMERS = 12;
    private static final int EVENTS = 600;

    private final SegmentSet segments;
    private final Assigner assigner;
    private final Map<String, Customer> customers = new TreeMap<>();
    private final List<Received> inputs = new ArrayList<>();
    private final List<SegmentChange> changes = new ArrayList<>();
    private final List<Place> deadLetters = new ArrayList<>();

    private GoodHistory(SegmentSet segments) {
        this.segments = segments;
        this.assigner = new Assigner(segments, 1, BEGIN, Retention.DEFAULT, "seed");
    }

    static GoodHistory make() throws Exception {
        GoodHistory history = new GoodHistory(Definitions.compile("""
                segments:
                  - {id: active, name: Active, enter: 'events("view").within(minutes(30)).count() >= 2'}
                  - {id: away, name: Away, enter: 'now - events("view").last() >= hours(1)'}
                  - {id: keen, name: Keen, enter: 'events("cart").within(hours(1)).count() > 0', stay: 2h, cooldown: 30m}
                  - {id: both, name: Both, enter: 'inSegment("active") && inSegment("keen")'}
                """, Limits.DEFAULT));
        Random random = new Random(3);
        for (int i = 0; i < EVENTS; i++) {
            history.read(i, random);
        }
        return history;
    }

    Expectation expectation() {
        return new Expectation(segments, Retention.DEFAULT.millis(), Expectation.Clock.EVENT);
    }

    Contents contents() {
        Map<String, CustomerMemberships> memberships = new TreeMap<>();
        for (SegmentChange change : changes) {
            memberships.put(change.getCustomerId(), memberships(change.getCustomerId(), change));
        }
        return new Contents(inputs, changes, memberships, deadLetters, List.of());
    }

    private void read(int i, Random random) {
        Place place = new Place(TOPIC, 0, i);
        if (i % 50 == 49) {
            inputs.add(new Received(place, null));
            deadLetters.add(place);
            return;
        }
        long at = BEGIN + i * 180_000L;
        String id = "c" + random.nextInt(CUSTOMERS);
        String type = random.nextInt(4) == 0 ? "cart" : "view";
        Click click = new Click("e" + i, id, type, at, null, null, null, null, null, Map.of());
        inputs.add(new Received(place, click));
        customers.values().forEach(customer -> assigner.passTime(customer, at, this::add));
        Customer customer = customers.computeIfAbsent(id, Customer::unknown);
        assigner.apply(customer, click, new Trigger(TOPIC, 0, i, click.eventId()), at, this::add);
    }

    private void add(dev.segue.membership.Change change) {
        changes.add(Outbox.recordOf(change, change.occurredAt()));
    }

    private CustomerMemberships memberships(String customer, SegmentChange last) {
        List<dev.segue.avro.Membership> now = new ArrayList<>();
        for (Membership membership : customers.get(customer).memberships()) {
            now.add(new dev.segue.avro.Membership(
                    membership.segmentId(),
                    membership.segmentVersion(),
                    Instant.ofEpochMilli(membership.since()),
                    null,
                    dev.segue.avro.Arm.TREATMENT));
        }
        return new CustomerMemberships(customer, last.getOccurredAt(), last.getSequence(), now);
    }
}
