package dev.segue.bench.micro;

import dev.segue.event.Activity;
import dev.segue.membership.Assigner;
import dev.segue.membership.Customer;
import dev.segue.timeline.Parts;
import dev.segue.timeline.Retention;
import dev.segue.wire.StateKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/** What an event takes in the changelog, keys, removed parts and Kafka's own share included, where each is of another customer. */
final class ChangelogSizes {

    private static final int COMMITS = 24;
    private static final int MOST_ENTRIES = 600_000;
    private static final long CENTURY = 36_500L * 86_400_000;

    private final List<List<byte[][]>> commits = new ArrayList<>();
    private final int customers;

    private ChangelogSizes(int entries) {
        customers = Math.max(10, Math.min(300, MOST_ENTRIES / entries));
        Assigner assigner = new Assigner(DrawnSegments.of(10, 1), 1, 0, new Retention(CENTURY, 1_000_000), "");
        for (int i = 0; i < COMMITS; i++) {
            commits.add(new ArrayList<>());
        }
        for (int i = 0; i < customers; i++) {
            live("customer-" + (100_000 + i), new Visits(1, i), assigner, entries);
        }
    }

    /** A line for customers of so many entries. */
    static String of(int entries) {
        ChangelogSizes sizes = new ChangelogSizes(entries);
        return String.format(
                Locale.ROOT,
                "%8d %10d %10d %10d %10d",
                entries,
                sizes.customers,
                sizes.sent(Compression.NONE),
                sizes.sent(Compression.lz4().build()),
                sizes.sent(Compression.zstd().build()));
    }

    private void live(String customerId, Visits visits, Assigner assigner, int entries) {
        StoredParts stored = new StoredParts();
        Customer customer = Customer.unknown(customerId);
        while (customer.entries() < entries) {
            apply(visits.next(), assigner, customer, stored);
        }
        for (List<byte[][]> commit : commits) {
            apply(visits.next(), assigner, customer, new Logged(stored, customerId, commit));
        }
    }

    private static void apply(Activity event, Assigner assigner, Customer customer, Parts parts) {
        assigner.apply(customer, event, null, event.occurredAt(), change -> {});
        customer.write(parts, event.occurredAt());
    }

    private long sent(Compression compression) {
        long bytes = 0;
        for (List<byte[][]> commit : commits) {
            MemoryRecordsBuilder batch =
                    MemoryRecords.builder(ByteBuffer.allocate(1 << 17), compression, TimestampType.CREATE_TIME, 0);
            commit.forEach(record -> batch.append(0L, record[0], record[1]));
            bytes += batch.build().sizeInBytes();
        }
        return bytes / ((long) COMMITS * customers);
    }

    /** Notes what is put as the records that it makes. */
    private record Logged(StoredParts stored, String customerId, List<byte[][]> commit) implements Parts {

        @Override
        public byte[] get(int part) {
            return stored.get(part);
        }

        @Override
        public void each(int from, int to, Visitor visitor) {
            stored.each(from, to, visitor);
        }

        @Override
        public void put(int part, byte[] bytes) {
            stored.put(part, bytes);
            byte[] key =
                    part == 0 ? StateKeys.head(customerId) : StateKeys.part(StateKeys.partsPrefix(customerId), part);
            commit.add(new byte[][] {key, bytes});
        }
    }
}
