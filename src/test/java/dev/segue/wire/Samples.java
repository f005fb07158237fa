package dev.segue.wire;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.PurchaseEvent;
import dev.segue.avro.PurchaseItem;
import dev.segue.avro.PurchaseKind;
import dev.segue.wire.registry.Registry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Valid records, and registries to write them with. */
public final class Samples {

    /** The wall clock of the tests. */
    public static final long NOW = 1_700_000_000_000L;

    private static final AtomicInteger SCOPES = new AtomicInteger();

    private Samples() {}

    /** A registry of its own, in memory. */
    public static Registry registry() {
        return Registry.connect(Map.of("schema.registry.url", "mock://wire-" + SCOPES.incrementAndGet()));
    }

    public static ClickEvent.Builder click() {
        return ClickEvent.newBuilder()
                .setEventId("e1")
                .setCustomerId("c1")
                .setType("page_view")
                .setOccurredAt(Instant.ofEpochMilli(NOW))
                .setValue(2.5)
                .setProperties(Map.of("brand", "acme"));
    }

    public static PurchaseEvent.Builder purchase() {
        return PurchaseEvent.newBuilder()
                .setEventId("e2")
                .setOrderId("o1")
                .setCustomerId("c1")
                .setKind(PurchaseKind.PURCHASE)
                .setOccurredAt(Instant.ofEpochMilli(NOW))
                .setAmount(new BigDecimal("12.5000"))
                .setCurrency("EUR")
                .setItems(List.of(item("12.5000", 2)));
    }

    public static PurchaseItem item(String amount, int quantity) {
        return new PurchaseItem("i1", "books", quantity, new BigDecimal(amount));
    }

    public static CustomerProfile.Builder profile() {
        return CustomerProfile.newBuilder()
                .setCustomerId("c1")
                .setUpdatedAt(Instant.ofEpochMilli(NOW))
                .setAttributes(Map.of("vip", true, "age", 41L, "score", 0.5, "country", "FR"));
    }
}
