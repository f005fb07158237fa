package dev.segue.oracle;

import dev.segue.membership.Assigner;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.membership.Trigger;
import dev.segue.rule.SegmentSet;
import dev.segue.timeline.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The engine on a scenario, with or without writing the customer's state away between any two steps. */
final class EngineRun {

    private static final Trigger TRIGGER = new Trigger("test", 0, 0, null);

    private final List<Change> changes = new ArrayList<>();
    private final boolean written;
    private final Scenario scenario;
    private Assigner assigner;
    private long version = 1;
    private Customer customer = Customer.unknown(Scenario.CUSTOMER);

    private EngineRun(SegmentSet segments, Scenario scenario, boolean written) {
        this.scenario = scenario;
        this.assigner = new Assigner(segments, version, scenario.base(), scenario.kept(), "seed");
        this.written = written;
    }

    static EngineRun of(SegmentSet segments, Scenario scenario, boolean written) {
        EngineRun run = new EngineRun(segments, scenario, written);
        NavigableMap<Integer, byte[]> stored = new TreeMap<>();
        for (Step step : scenario.steps()) {
            run.take(step);
            if (run.written) {
                run.customer.write(new Stored(stored), step.clock());
                run.customer = Customer.read(Scenario.CUSTOMER, new Stored(stored));
            }
        }
        return run;
    }

    List<Change> changes() {
        return changes;
    }

    List<Membership> memberships() {
        return customer.memberships();
    }

    private void take(Step step) {
        long due = customer.nextDue();
        int first = changes.size();
        if (step instanceof Step.Read read) {
            assigner.apply(customer, read.event(), TRIGGER, read.clock(), changes::add);
        } else if (step instanceof Step.Redefine redefine) {
            assigner.passTime(customer, step.clock(), changes::add);
            SegmentSet others = new SegmentSet(redefine.segments());
            assigner = new Assigner(others, ++version, step.clock(), scenario.kept(), "seed");
            due = Math.min(due, step.clock());
            assigner.passTime(customer, step.clock(), changes::add);
        } else {
            assigner.passTime(customer, step.clock(), changes::add);
        }
        for (Change change : changes.subList(first, changes.size())) {
            if (change.occurredAt() < step.clock() && change.occurredAt() < due) {
                throw new AssertionError("next due was " + due + ", but time alone made " + change);
            }
            due = Math.min(due, change.occurredAt());
        }
    }

    private record Stored(NavigableMap<Integer, byte[]> bytes) implements Parts {

        @Override
        public byte[] get(int part) {
            byte[] found = bytes.get(part);
            return found == null ? null : found.clone();
        }

        @Override
        public void each(int from, int to, Visitor visitor) {
            bytes.subMap(from, to).forEach((part, value) -> visitor.visit(part, value.clone()));
        }

        @Override
        public void put(int part, byte[] value) {
            if (value == null) {
                bytes.remove(part);
            } else {
                bytes.put(part, value.clone());
            }
        }
    }
}
