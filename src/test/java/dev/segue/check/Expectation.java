package dev.segue.check;

import dev.segue.avro.SegmentChange;
import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.oracle.NaiveCustomer;
import dev.segue.rule.SegmentSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the committed input must have made, by customer.
 *
 * @param segments in force before the first record
 * @param retention of the timelines, milliseconds
 * @param clock how the tasks' clocks went
 */
public record Expectation(SegmentSet segments, long retention, Clock clock) {

    /** What is known of a task's clock. */
    public enum Clock {
        /** By events that are all on one topic, so that their order is known: every change is, to the millisecond. */
        EVENT,
        /**
         * By the wall clock, which may be past a record when it is read: the change it made tells the clock that it met, and
         * what follows from there by time is known to the millisecond again.
         */
        LIVE,
        /** By events of several topics, which are read in any order: what is known is where it ends. */
        UNORDERED,
        /** By nothing known, as of an instance whose wall clock was wrong: what is known is what holds of any history. */
        ANY
    }

    /** @param until the clock at which the customer was evaluated last */
    private record Told(CustomerEvent event, long clock) {}

    /** @param until where all time has passed up to at rest; with a clock by events, the clocks say that themselves */
    Map<String, NaiveCustomer> customers(List<Received> inputs, List<SegmentChange> changes, long until) {
        Map<String, List<SegmentChange>> made =
                changes.stream().collect(Collectors.groupingBy(SegmentChange::getCustomerId));
        Map<Integer, Long> clocks = new HashMap<>();
        Map<String, List<Told>> records = new TreeMap<>();
        Map<String, Integer> partitions = new HashMap<>();
        for (Received received : inputs) {
            if (received.event() == null) {
                continue;
            }
            CustomerEvent event = received.event();
            int partition = received.place().partition();
            partitions.put(event.customerId(), partition);
            long reached = clocks.merge(partition, timeOf(event), Math::max);
            List<Told> before = records.computeIfAbsent(event.customerId(), any -> new ArrayList<>());
            long met = clock == Clock.LIVE ? told(received, made, before) : reached;
            before.add(new Told(event, met));
        }
        Map<String, NaiveCustomer> customers = new TreeMap<>();
        records.forEach((id, all) -> customers.put(
                id,
                customer(
                        all,
                        made.getOrDefault(id, List.of()),
                        clock == Clock.LIVE ? until : clocks.get(partitions.get(id)))));
        return customers;
    }

    private NaiveCustomer customer(List<Told> records, List<SegmentChange> made, long until) {
        Set<Long> times = new TreeSet<>();
        records.forEach(record -> times.addAll(List.of(Math.max(1, timeOf(record.event())), record.clock())));
        made.forEach(change -> times.add(change.getOccurredAt().toEpochMilli()));
        NaiveCustomer customer = new NaiveCustomer(segments, retention, times);
        records.forEach(record -> customer.read(record.event(), record.clock()));
        customer.passTo(until);
        return customer;
    }

    private static long told(Received received, Map<String, List<SegmentChange>> made, List<Told> before) {
        CustomerEvent event = received.event();
        long last = before.isEmpty() ? 0 : before.get(before.size() - 1).clock();
        return made.getOrDefault(event.customerId(), List.of()).stream()
                .filter(change -> change.getTrigger() != null && place(change).equals(received.place()))
                .mapToLong(change -> change.getOccurredAt().toEpochMilli())
                .findFirst()
                .orElse(Math.max(last, timeOf(event)));
    }

    static Place place(SegmentChange change) {
        return new Place(
                change.getTrigger().getTopic(),
                change.getTrigger().getPartition(),
                change.getTrigger().getOffset());
    }

    static long timeOf(CustomerEvent event) {
        if (event instanceof Activity activity) {
            return activity.occurredAt();
        }
        return event instanceof ProfileUpdate update ? update.updatedAt() : 0;
    }
}
