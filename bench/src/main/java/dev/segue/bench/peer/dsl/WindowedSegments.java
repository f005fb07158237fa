package dev.segue.bench.peer.dsl;

import dev.segue.bench.peer.PeerSettings;
import dev.segue.bench.peer.history.ShopEvent;
import dev.segue.bench.peer.history.ShopEvent.Kind;
import dev.segue.bench.peer.history.TenSegments;
import dev.segue.bench.peer.wire.ShopEventDeserializer;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The topology: an aggregate for each window that the rules name, all keyed by customer as the topics are. */
public final class WindowedSegments {

    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofDays(10);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String FAVOURITE = "c3";

    private final PeerSettings settings;
    private final StreamsBuilder builder = new StreamsBuilder();

    private WindowedSegments(PeerSettings settings) {
        this.settings = settings;
    }

    /** The topology by the settings. */
    public static Topology topology(PeerSettings settings) {
        return new WindowedSegments(settings).build();
    }

    private Topology build() {
        KStream<String, ShopEvent> clicks = read(settings.clickstream());
        KStream<String, ShopEvent> orders = read(settings.purchases());
        KStream<String, ShopEvent> views = of(clicks, Kind.VIEW);
        KStream<String, ShopEvent> searches = of(clicks, Kind.SEARCH);
        KStream<String, ShopEvent> favourite = views.filter((customer, view) -> FAVOURITE.equals(view.category()));

        Hops month = new Hops("month", Duration.ofDays(30), Duration.ofDays(1));
        KStream<Windowed<String>, Tally> spent = tallies(orders, month);
        Hops fortnight = new Hops("fortnight", Duration.ofDays(14), Duration.ofHours(12));
        Hops hours = new Hops("hours", Duration.ofHours(6), Duration.ofMinutes(10));
        Hops minutes = new Hops("minutes", Duration.ofMinutes(30), Duration.ofMinutes(1));
        Hops week = new Hops("week", Duration.ofDays(7), Duration.ofHours(1));

        month.readings(spent, TenSegments.BIG_SPENDER, sum -> sum.spent() >= 500_0000, sum -> sum.spent() >= 300_0000)
                .merge(month.readings(spent, TenSegments.FREQUENT_BUYER, sum -> sum.orders() >= 5))
                .merge(month.readings(spent, TenSegments.OFTEN_REFUNDED, sum -> sum.refunds() >= 2))
                .merge(fortnight.readings(
                        tallies(orders, fortnight), TenSegments.VALUABLE_BASKET, Tally::isValuableBasket))
                .merge(hours.readings(
                        tallies(searches.merge(orders), hours),
                        TenSegments.SEARCHING_IN_VAIN,
                        sum -> sum.clicks() >= 3 && sum.orders() == 0))
                .merge(minutes.readings(tallies(views, minutes), TenSegments.HOT_BROWSER, sum -> sum.clicks() >= 8))
                .merge(week.readings(tallies(favourite, week), TenSegments.CATEGORY_FAN, sum -> sum.clicks() >= 6))
                .merge(explorers(views))
                .merge(quiet(of(orders, Kind.PURCHASE)))
                .merge(abandoned(of(clicks, Kind.CART), of(orders, Kind.PURCHASE)))
                .process(decide())
                .to(settings.changes(), Produced.with(Serdes.String(), Serdes.ByteArray()));
        return builder.build();
    }

    private KStream<String, ShopEvent> read(String topic) {
        Serde<ShopEvent> events =
                Serdes.serdeFrom((name, event) -> null, new ShopEventDeserializer(settings.registryUrl()));
        return builder.stream(topic, Consumed.with(Serdes.String(), events));
    }

    private static KStream<String, ShopEvent> of(KStream<String, ShopEvent> events, Kind kind) {
        return events.filter((customer, event) -> event.kind() == kind);
    }

    private static KStream<Windowed<String>, Tally> tallies(KStream<String, ShopEvent> events, Hops hops) {
        KTable<Windowed<String>, Tally> tallies = events.groupByKey(Grouped.with(Serdes.String(), null))
                .windowedBy(hops.windows(GRACE))
                .aggregate(() -> Tally.EMPTY, (customer, event, tally) -> tally.plus(event), hops.store(Tally.serde()));
        return tallies.toStream();
    }

    private static KStream<String, Reading> explorers(KStream<String, ShopEvent> views) {
        Hops days = new Hops("days", Duration.ofDays(2), Duration.ofHours(1));
        KTable<Windowed<String>, String> categories = views.filter((customer, view) -> view.category() != null)
                .groupByKey(Grouped.with(Serdes.String(), null))
                .windowedBy(days.windows(GRACE))
                .aggregate(
                        () -> "",
                        (customer, view, seen) ->
                                seen.contains(view.category() + ",") ? seen : seen + "," + view.category() + ",",
                        days.store(Serdes.String()));
        Predicate<String> eight = seen -> seen.chars().filter(c -> c == ',').count() >= 16;
        return days.readings(categories.toStream(), TenSegments.EXPLORER, eight);
    }

    /** Sessions of orders with a gap of ten days: when one closes, the customer has gone quiet. */
    private static KStream<String, Reading> quiet(KStream<String, ShopEvent> orders) {
        KStream<String, Reading> back = orders.mapValues(order ->
                new Reading(TenSegments.GONE_QUIET, order.occurredAt(), false, false, true, Reading.FOREVER, 0));
        return orders.groupByKey(Grouped.with(Serdes.String(), null))
                .windowedBy(SessionWindows.ofInactivityGapAndGrace(QUIET, GRACE))
                .emitStrategy(EmitStrategy.onWindowClose())
                .aggregate(
                        () -> 0L,
                        (customer, order, last) -> Math.max(last, order.occurredAt()),
                        (customer, one, other) -> Math.max(one, other),
                        Materialized.with(Serdes.String(), Serdes.Long()))
                .toStream((session, last) -> session.key())
                .mapValues(last -> new Reading(
                        TenSegments.GONE_QUIET, last + QUIET.toMillis(), true, true, false, Reading.FOREVER, 0))
                .merge(back);
    }

    /** Carts without an order in the half hour after, which a left join tells once that is over. */
    private static KStream<String, Reading> abandoned(
            KStream<String, ShopEvent> carts, KStream<String, ShopEvent> orders) {
        JoinWindows after =
                JoinWindows.ofTimeDifferenceAndGrace(Duration.ZERO, GRACE).after(PATIENCE);
        return carts.mapValues(ShopEvent::occurredAt)
                .leftJoin(
                        orders.mapValues(ShopEvent::occurredAt),
                        (cart, order) -> order == null ? cart : Long.valueOf(0),
                        after,
                        StreamJoined.with(Serdes.String(), Serdes.Long(), Serdes.Long())
                                .withDslStoreSuppliers(new BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers()))
                .filter((customer, cart) -> cart > 0)
                .mapValues(cart -> new Reading(
                        TenSegments.CART_ABANDONER,
                        cart + PATIENCE.toMillis(),
                        true,
                        true,
                        false,
                        cart + Duration.ofDays(1).toMillis(),
                        0));
    }

    private ProcessorSupplier<String, Reading, String, byte[]> decide() {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, Reading, String, byte[]> get() {
                return new Decide(settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(Decide.STANDINGS),
                                        Serdes.String(),
                                        Serdes.ByteArray())
                                .withCachingEnabled(),
                        Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(Decide.DEADLINES), Serdes.Bytes(), Serdes.ByteArray()));
            }
        };
    }
}
