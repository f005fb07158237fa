package dev.segue.bench.peer.history;

/**
 * What the ten rules read of one event.
 *
 * @param eventHash 64-bit hash of the eventId, by which duplicates are told
 * @param occurredAt epoch milliseconds
 * @param category of a view; null for none
 * @param order 64-bit hash of the orderId of a purchase or refund; 0 for none
 * @param amount ten-thousandths of a purchase or refund
 */
public record ShopEvent(
        Kind kind, String eventId, long eventHash, long occurredAt, String category, long order, long amount) {

    /** What a customer did, as far as the rules tell it apart. */
    public enum Kind {
        VIEW,
        CART,
        SEARCH,
        PURCHASE,
        REFUND,
        /** Read by no rule. It moves the clock and nothing else. */
        OTHER;

        private static final Kind[] ALL = values();

        /** The kind of an ordinal. */
        public static Kind of(int ordinal) {
            return ALL[ordinal];
        }

        /** Whether it came by the topic of orders and refunds. */
        public boolean isOrder() {
            return this == PURCHASE || this == REFUND;
        }
    }
}
