package dev.segue.bench.peer.dsl;

import dev.segue.bench.peer.history.ShopEvent;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What a window adds up.
 *
 * @param clicks number of clicks
 * @param orders number of orders
 * @param refunds number of refunds
 * @param spent ten-thousandths of the orders less those of the refunds
 */
record Tally(long clicks, long orders, long refunds, long spent) {

    static final Tally EMPTY = new Tally(0, 0, 0, 0);

    Tally plus(ShopEvent event) {
        return switch (event.kind()) {
            case PURCHASE -> new Tally(clicks, orders + 1, refunds, spent + event.amount());
            case REFUND -> new Tally(clicks, orders, refunds + 1, spent - event.amount());
            default -> new Tally(clicks + 1, orders, refunds, spent);
        };
    }

    boolean isValuableBasket() {
        return orders >= 3 && spent >= 120_0000 * orders;
    }

    static Serde<Tally> serde() {
        return Serdes.serdeFrom(
                (topic, tally) -> tally == null
                        ? null
                        : ByteBuffer.allocate(4 * Long.BYTES)
                                .putLong(tally.clicks)
                                .putLong(tally.orders)
                                .putLong(tally.refunds)
                                .putLong(tally.spent)
                                .array(),
                (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));
    }

    private static Tally read(ByteBuffer in) {
        return new Tally(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }
}
