package dev.segue.query.state;

import dev.segue.membership.Customer;
import dev.segue.membership.Outlooks;
import dev.segue.membership.tally.Overlaps;
import dev.segue.membership.tally.Turnover;
import dev.segue.membership.tally.TurnoverStep;
import dev.segue.timeline.ByteReader;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import dev.segue.wire.CustomerParts;
import dev.segue.wire.StateKeys;
import dev.segue.wire.Stores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** A partition's three stores. Their owner may write while they are read; a customer met in the middle of that is read again. */
final class StoredPartition implements LocalPartition, LocalCustomers, LocalMembers, LocalProgress {

    private static final int MOST_READINGS = 5;

    private final ReadOnlyKeyValueStore<Bytes, byte[]> timelines;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> members;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> progress;
    private final CompiledSets sets;
    private final Supplier<InstanceStanding> instance;
    private final LocalPreviews previews;
    private final Long staleness;

    StoredPartition(
            ReadOnlyKeyValueStore<Bytes, byte[]> timelines,
            ReadOnlyKeyValueStore<Bytes, byte[]> members,
            ReadOnlyKeyValueStore<Bytes, byte[]> progress,
            CompiledSets sets,
            Supplier<InstanceStanding> instance,
            LocalPreviews previews,
            Long staleness) {
        this.timelines = timelines;
        this.members = members;
        this.progress = progress;
        this.sets = sets;
        this.instance = instance;
        this.previews = previews;
        this.staleness = staleness;
    }

    @Override
    public LocalCustomers customers() {
        return this;
    }

    @Override
    public LocalMembers members() {
        return this;
    }

    @Override
    public LocalProgress progress() {
        return this;
    }

    @Override
    public LocalPreviews previews() {
        return previews;
    }

    @Override
    public InstanceStanding instance() {
        return instance.get();
    }

    @Override
    public OptionalLong staleness() {
        return staleness == null ? OptionalLong.empty() : OptionalLong.of(staleness);
    }

    @Override
    public Optional<Customer> find(String customerId) {
        return read(customerId, parts -> Customer.read(customerId, parts));
    }

    @Override
    public Optional<Customer> findStanding(String customerId) {
        return read(customerId, parts -> Customer.readStanding(customerId, parts));
    }

    @Override
    public Optional<Past> findPast(String customerId) {
        return read(customerId, parts -> {
            Customer standing = Customer.readStanding(customerId, parts);
            return new Past(standing, standing.keptChanges(parts));
        });
    }

    @Override
    public void walk(String after, Predicate<Customer> visitor) {
        byte[] from = after == null ? StateKeys.firstHead() : StateKeys.next(StateKeys.head(after));
        try (KeyValueIterator<Bytes, byte[]> heads =
                        timelines.range(Bytes.wrap(from), Bytes.wrap(StateKeys.lastHead()));
                CustomerWalk walk = new CustomerWalk(timelines)) {
            while (heads.hasNext()) {
                KeyValue<Bytes, byte[]> head = heads.next();
                Optional<Customer> customer = met(walk, StateKeys.customerOfHead(head.key.get()), head.value);
                if (customer.isPresent() && !visitor.test(customer.get())) {
                    return;
                }
            }
        }
    }

    @Override
    public List<String> ids(String prefix, int limit) {
        byte[] all = StateKeys.head(prefix);
        List<String> ids = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> heads =
                timelines.range(Bytes.wrap(all), Bytes.wrap(StateKeys.past(all)))) {
            while (ids.size() < limit && heads.hasNext()) {
                byte[] key = heads.next().key.get();
                if (StateKeys.beginsWith(key, all)) {
                    ids.add(StateKeys.customerOfHead(key));
                }
            }
        }
        return ids;
    }

    /** As with {@link #read}, the head from before and the one after tell whether the parts belong to it. */
    private Optional<Customer> met(CustomerWalk walk, String customerId, byte[] head) {
        try {
            Customer customer = Customer.read(customerId, walk.of(customerId, head));
            if (Arrays.equals(head, new CustomerParts(timelines, customerId).get(0))) {
                return Optional.of(customer);
            }
        } catch (CorruptState beingWritten) {
            // read again by itself
        }
        return find(customerId);
    }

    @Override
    public Map<String, Integer> traces(String customerId, Iterable<String> segmentIds) {
        CustomerParts stored = new CustomerParts(timelines, customerId);
        AtomicInteger parts = new AtomicInteger(stored.get(0) == null ? 0 : 1);
        stored.each(1, Integer.MAX_VALUE, (part, bytes) -> parts.incrementAndGet());
        int memberships = 0;
        for (String segmentId : segmentIds) {
            memberships += members.get(Bytes.wrap(StateKeys.member(segmentId, customerId))) == null ? 0 : 1;
        }
        return Map.of(Stores.CUSTOMER_TIMELINE, parts.get(), Stores.SEGMENT_MEMBER, memberships);
    }

    /**
     * What changed until a commit is written at once, and an iterator sees all of it or nothing: with the same head before and
     * after, head and parts belong together.
     */
    private <T> Optional<T> read(String customerId, Function<Parts, T> reading) {
        CustomerParts parts = new CustomerParts(timelines, customerId);
        for (int i = 0; ; i++) {
            byte[] head = parts.get(0);
            if (head == null) {
                return Optional.empty();
            }
            try {
                T read = reading.apply(parts);
                if (i == MOST_READINGS || Arrays.equals(head, parts.get(0))) {
                    return Optional.of(read);
                }
            } catch (CorruptState e) {
                if (i == MOST_READINGS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public List<Member> page(String segmentId, String beginning, String after, int limit) {
        byte[] prefix = StateKeys.memberPrefix(segmentId);
        byte[] all = StateKeys.member(segmentId, beginning);
        byte[] from = after == null ? all : StateKeys.next(StateKeys.member(segmentId, after));
        List<Member> page = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> range = members.range(Bytes.wrap(from), Bytes.wrap(StateKeys.past(all)))) {
            while (page.size() < limit && range.hasNext()) {
                KeyValue<Bytes, byte[]> next = range.next();
                if (!StateKeys.beginsWith(next.key.get(), all)) {
                    break;
                }
                page.add(new Member(StateKeys.afterPrefix(next.key.get(), prefix), StateKeys.number(next.value, 0)));
            }
        }
        return page;
    }

    @Override
    public long clock() {
        return number(StateKeys.CLOCK, 0);
    }

    @Override
    public long definitions() {
        return number(StateKeys.SET_VERSION, -1);
    }

    @Override
    public long definitionsSince() {
        return number(StateKeys.SET_SINCE, 0);
    }

    @Override
    public Map<String, byte[]> inForce() {
        Map<String, byte[]> inForce = new TreeMap<>();
        under(StateKeys.definitions(), inForce::put);
        return inForce;
    }

    /** A set is taken over at once: with the same version before and after, what was read belongs together. */
    @Override
    public SegmentsInForce segments() throws NotHere {
        for (int i = 0; i < MOST_READINGS; i++) {
            long version = definitions();
            long since = definitionsSince();
            Outlooks known = sets.of(version);
            Map<String, byte[]> sources = known == null ? inForce() : Map.of();
            if (definitions() == version) {
                Outlooks outlooks = known == null ? sets.make(version, sources) : known;
                return new SegmentsInForce(outlooks, version, since, sets.terms());
            }
        }
        throw new NotHere("the segments in force change all the time");
    }

    @Override
    public long known() {
        return number(StateKeys.CUSTOMERS, 0);
    }

    @Override
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        under(StateKeys.sizes(), (id, size) -> sizes.put(id, StateKeys.number(size, 0)));
        return sizes;
    }

    @Override
    public Map<Overlaps.Pair, Long> overlaps() {
        Map<Overlaps.Pair, Long> overlaps = new HashMap<>();
        under(StateKeys.overlaps(), (key, size) -> {
            int end = key.indexOf('\0');
            overlaps.put(new Overlaps.Pair(key.substring(0, end), key.substring(end + 1)), StateKeys.number(size, 0));
        });
        return overlaps;
    }

    @Override
    public Map<String, Turnover> turnovers() {
        Map<String, Turnover> turnovers = new TreeMap<>();
        under(StateKeys.turnovers(), (id, bytes) -> turnovers.put(id, Turnover.read(new ByteReader(bytes))));
        return turnovers;
    }

    @Override
    public List<TurnoverStep> steps(String segmentId) {
        List<TurnoverStep> steps = new ArrayList<>();
        under(StateKeys.steps(segmentId), (slot, bytes) -> steps.add(TurnoverStep.read(new ByteReader(bytes))));
        return steps;
    }

    @Override
    public long stepsSince() {
        return number(StateKeys.STEPS_SINCE, -1);
    }

    @Override
    public long backfilled() {
        return number(StateKeys.BACKFILL_DONE, 0);
    }

    @Override
    public long backfillChanges() {
        return number(StateKeys.BACKFILL_CHANGES, 0);
    }

    @Override
    public boolean backfilling() {
        return progress.get(Bytes.wrap(StateKeys.BACKFILL_CURSOR)) != null;
    }

    private void under(byte[] prefix, BiConsumer<String, byte[]> each) {
        try (KeyValueIterator<Bytes, byte[]> all =
                progress.range(Bytes.wrap(prefix), Bytes.wrap(StateKeys.past(prefix)))) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                each.accept(StateKeys.afterPrefix(next.key.get(), prefix), next.value);
            }
        }
    }

    private long number(byte[] key, long absent) {
        return StateKeys.number(progress.get(Bytes.wrap(key)), absent);
    }
}
