package dev.segue.bench.peer.flink;

import dev.segue.bench.peer.history.ShopEvent;

/** An event of a customer's, and where it was read. */
record KeyedEvent(String customerId, int partition, long offset, ShopEvent event) {}
