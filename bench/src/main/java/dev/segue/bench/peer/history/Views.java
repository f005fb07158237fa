package dev.segue.bench.peer.history;

import java.util.ArrayList;
import java.util.List;

/** Product views: of the favourite category for 7 days, of the others for 2 days. */
final class Views {

    static final long FAVOURITE_WINDOW = Span.days(7);
    static final long CATEGORY_WINDOW = Span.days(2);
    static final int CATEGORY = 2;
    static final int WIDTH = 3;

    private static final String FAVOURITE = "c3";
    private static final int NO_CATEGORY = 0;

    final Entries entries = new Entries(WIDTH);
    /** The categories met so far; a view names one by its place here, from 1. */
    final List<String> categories = new ArrayList<>(0);

    /** Takes in a view, unless it is a duplicate. */
    boolean add(ShopEvent view, long now) {
        trim(now);
        if (entries.holds(view.eventHash())) {
            return false;
        }
        int row = entries.insert(view.occurredAt(), view.eventHash());
        entries.cell(row, CATEGORY, code(view.category()));
        return true;
    }

    private void trim(long now) {
        entries.dropUpTo(now - FAVOURITE_WINDOW);
        int favourite = categories.indexOf(FAVOURITE) + 1;
        int old = entries.firstAfter(now - CATEGORY_WINDOW);
        entries.dropIf(old, row -> entries.cell(row, CATEGORY) != favourite || favourite == NO_CATEGORY);
        if (entries.size() == 0) {
            categories.clear();
        }
    }

    private int code(String category) {
        if (category == null) {
            return NO_CATEGORY;
        }
        int known = categories.indexOf(category);
        if (known < 0) {
            categories.add(category);
        }
        return known < 0 ? categories.size() : known + 1;
    }

    /** The time of the sixth view of the favourite category from the newest on; {@link Long#MIN_VALUE} for none. */
    long sixthOfFavourite() {
        int favourite = categories.indexOf(FAVOURITE) + 1;
        if (favourite != NO_CATEGORY) {
            int found = 0;
            for (int row = entries.size() - 1; row >= 0; row--) {
                if (entries.cell(row, CATEGORY) == favourite && ++found == 6) {
                    return entries.time(row);
                }
            }
        }
        return Long.MIN_VALUE;
    }

    /**
     * The time of the newest view in the n-th of the categories, taken from the one viewed last on; {@link Long#MIN_VALUE}
     * where fewer were viewed in the window.
     */
    long newestOfCategory(int n, long now) {
        boolean[] seen = new boolean[categories.size() + 1];
        int found = 0;
        for (int row = entries.size() - 1; row >= 0 && entries.time(row) > now - CATEGORY_WINDOW; row--) {
            int category = (int) entries.cell(row, CATEGORY);
            if (category != NO_CATEGORY && !seen[category]) {
                seen[category] = true;
                if (++found == n) {
                    return entries.time(row);
                }
            }
        }
        return Long.MIN_VALUE;
    }
}
