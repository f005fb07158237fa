package dev.segue.assignment.task;

import dev.segue.assignment.store.TaskStores;
import dev.segue.event.Activity;
import dev.segue.event.CustomerEvent;
import dev.segue.membership.Change;
import dev.segue.membership.Customer;
import dev.segue.membership.Trigger;
import dev.segue.wire.DeadLetter;
import dev.segue.wire.Nodes;
import dev.segue.wire.Outbox;
import dev.segue.wire.Reading;
import dev.segue.wire.Stores;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The one processor: hands a {@link SegmentTask} its records and its ticks, and sends on what comes of them. A task that was
 * rolled back is started again with the same processor, so {@link #init} begins with nothing in memory.
 */
public final class AssignSegments implements Processor<byte[], Received, byte[], byte[]>, Outlet {

    private static final Duration PATIENCE_FOR_DEFINITIONS = Duration.ofSeconds(30);
    private static final long REPORT_MILLIS = 1_000;

    private final Collaborators with;
    private final Map<TopicPartition, Long> processed = new HashMap<>();
    private ProcessorContext<byte[], byte[]> context;
    private SegmentTask task;
    private Cancellable ticks;
    private long reportedAt;

    /** @param with what it shares with the processors of other tasks */
    public AssignSegments(Collaborators with) {
        this.with = with;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        processed.clear();
        with.settings()
                .topics()
                .inputs()
                .forEach(topic ->
                        processed.put(new TopicPartition(topic, context.taskId().partition()), -1L));
        with.caughtUp().begin(processed.keySet());
        with.feed().awaitSettled(PATIENCE_FOR_DEFINITIONS);
        TaskStores stores = new TaskStores(
                context.getStateStore(Stores.CUSTOMER_TIMELINE),
                context.getStateStore(Stores.SEGMENT_MEMBER),
                context.getStateStore(Stores.TASK_PROGRESS));
        task = new SegmentTask(with, this, stores);
        with.tenures().begin(context.taskId().partition());
        ticks = context.schedule(with.settings().clock().tick(), PunctuationType.WALL_CLOCK_TIME, now -> tick());
    }

    @Override
    public void process(Record<byte[], Received> record) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        processed.put(new TopicPartition(at.topic(), at.partition()), at.offset());
        Received received = record.value();
        if (received.reading() instanceof Reading.Accepted accepted) {
            CustomerEvent event = accepted.event();
            String eventId = event instanceof Activity activity ? activity.eventId() : null;
            Trigger trigger = new Trigger(at.topic(), at.partition(), at.offset(), eventId);
            task.accept(event, trigger, received.writtenAt());
        } else if (received.reading() instanceof Reading.Refused refused) {
            task.refused();
            with.metrics().event(at.topic(), "refused");
            with.metrics().deadLetter(refused.reason().code());
            DeadLetter.Origin origin =
                    new DeadLetter.Origin(at.topic(), at.partition(), at.offset(), received.writtenAt());
            DeadLetter letter =
                    with.deadLetters().of(origin, record.key(), received.value(), record.headers(), refused);
            send(letter.key(), letter.value(), letter.headers(), Nodes.DEAD_LETTERS_SINK);
        }
    }

    @Override
    public void change(Change change, long detectedAt) {
        send(
                Outbox.key(change.customerId()),
                with.outbox().change(change, detectedAt),
                Outbox.headers(change),
                Nodes.SEGMENT_CHANGES_SINK);
    }

    @Override
    public void memberships(Customer customer, long updatedAt) {
        byte[] value = with.outbox().memberships(customer.id(), updatedAt, customer.sequence(), customer.memberships());
        send(Outbox.key(customer.id()), value, new RecordHeaders(), Nodes.SEGMENT_MEMBERSHIPS_SINK);
    }

    @Override
    public void forgotten(String customerId) {
        send(Outbox.key(customerId), null, new RecordHeaders(), Nodes.SEGMENT_MEMBERSHIPS_SINK);
    }

    @Override
    public void commit() {
        context.commit();
    }

    @Override
    public long commitInterval() {
        return Long.parseLong(String.valueOf(context.appConfigs().get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)));
    }

    @Override
    public void close() {
        if (ticks != null) {
            with.tenures().end(context.taskId().partition());
            ticks.cancel();
            with.metrics().taskClosed(context.taskId().toString());
        }
    }

    private void tick() {
        task.tick(with.caughtUp().at(processed));
        long now = with.wallClock().getAsLong();
        if (now - reportedAt >= REPORT_MILLIS) {
            task.report(context.taskId().toString());
            reportedAt = now;
        }
    }

    /** Dated by the wall clock: by event time, what is written of old events would be past its retention at once. */
    private void send(byte[] key, byte[] value, Headers headers, String sink) {
        context.forward(new Record<>(key, value, with.wallClock().getAsLong(), headers), sink);
    }
}
