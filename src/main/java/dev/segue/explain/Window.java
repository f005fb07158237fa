package dev.segue.explain;

import dev.segue.rule.Expressions;
import dev.segue.rule.Selection;

/**
 * Of which entries a selection is, as one can draw it over a timeline.
 *
 * @param type of the entries
 * @param from they are after this instant, epoch milliseconds; null where it reaches back to the first
 * @param to they are up to this instant, epoch milliseconds
 */
record Window(String type, Long from, Long to) {

    /** The window at an instant: where one stands in another, what both have in common. */
    static Window of(Selection selection, long now) {
        if (selection instanceof Selection.Events events) {
            return new Window(events.type(), null, now);
        }
        Window within = of(Expressions.sources(selection).get(0), now);
        return selection instanceof Selection.Window own ? within.cut(now - own.from(), now - own.to()) : within;
    }

    private Window cut(long after, long upTo) {
        return new Window(type, from == null ? after : Math.max(from, after), Math.min(to, upTo));
    }
}
