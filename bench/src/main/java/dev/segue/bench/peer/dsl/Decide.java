package dev.segue.bench.peer.dsl;

import dev.segue.bench.peer.PeerSettings;
import dev.segue.bench.peer.history.Crossing;
import dev.segue.bench.peer.history.TenSegments;
import dev.segue.bench.peer.wire.Change;
import dev.segue.bench.peer.wire.ChangeWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes changes of readings: at once where they say so, and where the last window that kept a member in comes to its end. */
final class Decide implements Processor<String, Reading, String, byte[]> {

    static final String STANDINGS = "standing-store";
    static final String DEADLINES = "deadline-store";

    private static final Duration TICK = Duration.ofMillis(100);
    private static final TenSegments[] SEGMENTS = TenSegments.values();
    private static final byte[] NOTHING = {};

    private final PeerSettings settings;
    private ProcessorContext<String, byte[]> context;
    private KeyValueStore<String, byte[]> standings;
    private KeyValueStore<Bytes, byte[]> deadlines;
    private ChangeWriter writer;
    private long walkedTo;

    Decide(PeerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        this.context = context;
        standings = context.getStateStore(STANDINGS);
        deadlines = context.getStateStore(DEADLINES);
        writer = new ChangeWriter(settings.registryUrl(), settings.changes());
        walkedTo = 0;
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> walk());
    }

    @Override
    public void process(Record<String, Reading> record) {
        Reading reading = record.value();
        TenSegments segment = reading.segment();
        int i = segment.ordinal();
        Standing standing = Standing.read(standings.get(record.key()));
        boolean member = standing.isMember(segment);
        long before = standing.until[i];
        if (reading.stays()) {
            standing.until[i] = Math.max(before, reading.until());
        } else if (reading.until() <= before) {
            standing.until[i] = reading.otherwise();
        }
        if (!member && reading.enters()) {
            turn(record.key(), standing, segment, reading.at(), true);
            remind(standing.until[i], segment, record.key());
        } else if (member && reading.leaves()) {
            turn(record.key(), standing, segment, reading.at(), true);
            standing.until[i] = 0;
        } else if (standing.until[i] == before) {
            return;
        } else if (member && standing.until[i] < before) {
            remind(standing.until[i], segment, record.key());
        }
        standings.put(record.key(), standing.bytes());
    }

    private void walk() {
        long clock = context.currentStreamTimeMs();
        if (clock <= walkedTo) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> due = deadlines.range(from(walkedTo), from(clock))) {
            while (due.hasNext()) {
                KeyValue<Bytes, byte[]> next = due.next();
                deadlines.delete(next.key);
                end(ByteBuffer.wrap(next.key.get()), clock);
            }
        }
        walkedTo = clock;
    }

    private void end(ByteBuffer key, long clock) {
        key.getLong();
        TenSegments segment = SEGMENTS[key.get()];
        String customer = StandardCharsets.UTF_8.decode(key).toString();
        Standing standing = Standing.read(standings.get(customer));
        if (standing.isMember(segment)) {
            long until = standing.until[segment.ordinal()];
            if (until < clock) {
                turn(customer, standing, segment, until, false);
                standing.until[segment.ordinal()] = 0;
                standings.put(customer, standing.bytes());
            } else {
                remind(until, segment, customer);
            }
        }
    }

    private void remind(long until, TenSegments segment, String customer) {
        if (until != Reading.FOREVER) {
            byte[] name = customer.getBytes(StandardCharsets.UTF_8);
            deadlines.put(
                    Bytes.wrap(ByteBuffer.allocate(Long.BYTES + 1 + name.length)
                            .putLong(Math.max(until, walkedTo))
                            .put((byte) segment.ordinal())
                            .put(name)
                            .array()),
                    NOTHING);
        }
    }

    private void turn(String customer, Standing standing, TenSegments segment, long at, boolean byEvent) {
        standing.turn(segment);
        Crossing crossing = new Crossing(segment, standing.isMember(segment), at, standing.sequence, byEvent);
        Optional<RecordMetadata> read = context.recordMetadata();
        Change change = byEvent && read.isPresent()
                ? Change.byEvent(
                        customer,
                        crossing,
                        read.get().topic(),
                        read.get().partition(),
                        read.get().offset(),
                        null)
                : Change.byTime(customer, crossing);
        context.forward(new Record<>(customer, writer.write(change), System.currentTimeMillis()));
    }

    private static Bytes from(long instant) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(instant).array());
    }
}
