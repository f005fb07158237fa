package dev.segue.bench.check;

import dev.segue.avro.ChangeType;
import dev.segue.avro.SegmentChange;
import dev.segue.bench.harness.Cluster;
import dev.segue.bench.harness.Contender.Order;
import dev.segue.bench.harness.Stage;
import dev.segue.bench.workload.TopicLoader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks what contenders wrote against the events as they lie in the topics. */
public final class Checker {

    private final Cluster cluster;
    private final List<List<Event>> clickstream;
    private final List<List<Event>> purchases;
    private final long horizon;
    private final Map<Order, List<Change>> expected = new EnumMap<>(Order.class);

    /** Reads the events of the stage. */
    public Checker(Cluster cluster) {
        this.cluster = cluster;
        this.clickstream = TopicContents.read(cluster, Stage.CLICKSTREAM, Event::of);
        this.purchases = TopicContents.read(cluster, Stage.PURCHASES, Event::of);
        this.horizon = Stream.concat(clickstream.stream(), purchases.stream())
                .flatMap(List::stream)
                .filter(event -> !leftOut(event.customerId()))
                .mapToLong(Event::time)
                .max()
                .orElse(0);
    }

    /** How many changes there should be. */
    public int expected(Order order) {
        return changes(order).size();
    }

    /** How the changes in the topic, as committed, differ from what is right up to the last event. */
    public Verdict check(String changesTopic, Order order) {
        List<Change> written = new ArrayList<>();
        TopicContents.read(cluster, changesTopic, value -> change((SegmentChange) value))
                .forEach(written::addAll);
        written.removeIf(change -> leftOut(change.customerId()) || change.occurredAt() > horizon);
        return Verdict.of(changes(order), written);
    }

    private List<Change> changes(Order order) {
        return expected.computeIfAbsent(order, any -> {
            List<Change> changes = new ArrayList<>();
            Expected program = new Expected(Checker::leftOut, horizon);
            for (int partition = 0; partition < clickstream.size(); partition++) {
                if (order == Order.BY_TIME) {
                    program.byTime(clickstream.get(partition), purchases.get(partition), changes::add);
                } else {
                    program.asRead(clickstream.get(partition), purchases.get(partition), changes::add);
                }
            }
            return changes;
        });
    }

    private static boolean leftOut(String customerId) {
        return customerId.startsWith(TopicLoader.END);
    }

    private static Change change(SegmentChange change) {
        return new Change(
                change.getCustomerId(),
                change.getSegmentId(),
                change.getType() == ChangeType.ENTERED,
                change.getOccurredAt().toEpochMilli());
    }
}
