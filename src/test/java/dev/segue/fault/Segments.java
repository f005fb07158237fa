package dev.segue.fault;

/** The definitions under which scenarios are played. */
final class Segments {

    static final String BY_EVENTS = """
            segments:
              - {id: active, name: Active, enter: 'events("page_view").within(minutes(90)).count() >= 2'}
              - {id: keen, name: Keen, enter: 'events("add_to_cart").within(hours(2)).count() >= 1', stay: 3h, cooldown: 1h}
              - {id: picky, name: Picky, enter: 'events("page_view").within(hours(3)).distinct("itemId") >= 3'}
              - {id: both, name: Both, enter: 'inSegment("active") && inSegment("keen")'}
              - {id: away, name: Away, enter: 'now - events("page_view").last() >= hours(2)'}
            """;
    /**
     * Beside those by events, some that reach beyond the entries that are kept one by one, and are exact there: what is kept for life. A
     * count within a window that begins among the folded entries is right within one bucket's width only, so that what it should be at
     * which instant is known to nobody, and none is among them.
     */
    static final String FOR_LIFE = BY_EVENTS + """
              - {id: devoted, name: Devoted, enter: 'events("page_view").count() >= 2600'}
              - {id: settled, name: Settled, enter: 'now - events("page_view").first() >= hours(15)'}
            """;

    static final String LASTING = """
            segments:
              - {id: active, name: Active, enter: 'events("page_view").within(minutes(90)).count() >= 2'}
              - {id: away, name: Away, enter: 'now - events("page_view").last() >= hours(2)'}
            """;
    static final String BY_TIME = """
            segments:
              - {id: here, name: Here, enter: 'events("page_view").within(seconds(5)).count() >= 1'}
              - {id: shopping, name: Shopping, enter: 'events("add_to_cart").within(seconds(4)).count() >= 1'}
            """;

    static final String SHOP = """
            segments:
              - {id: buyer, name: Buyer, enter: 'events("purchase").within(hours(3)).count() >= 2'}
              - {id: active, name: Active, enter: 'events("page_view").within(minutes(90)).count() >= 2'}
              - id: undecided
                name: Undecided
                enter: events("add_to_cart").within(hours(5)).notFollowedBy(events("purchase"), minutes(30)).count() >= 1
            """;

    private Segments() {}

    /** The lasting ones, changed so that customers enter and leave by it. */
    static String passing(int round) {
        return """
                segments:
                  - {id: active, name: Active, enter: 'events("page_view").within(minutes(%d)).count() >= 1'}
                  - {id: away, name: Away, enter: 'now - events("page_view").last() >= minutes(%d)'}
                """.formatted(30 + 10 * round, 20 + 5 * round);
    }
}
