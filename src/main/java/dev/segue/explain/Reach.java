package dev.segue.explain;

import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.Selection;
import dev.segue.timeline.Life;
import dev.segue.timeline.Timeline;

/** How far back rules look, and whether all that they look for is still kept one by one. */
public final class Reach {

    private static final long FOR_LIFE = Long.MAX_VALUE;

    private final Timeline timeline;
    private final long now;

    /** @param now the instant from which rules look back, epoch milliseconds */
    public Reach(Timeline timeline, long now) {
        this.timeline = timeline;
        this.now = now;
    }

    /** Whether nothing that an expression measures was let go of or folded. */
    public boolean isExact(Expression expression) {
        return !Expressions.any(
                expression,
                part -> part instanceof Expression.Measure measure && !isKept(measure.selection(), FOR_LIFE));
    }

    private boolean isKept(Selection selection, long within) {
        if (selection instanceof Selection.Events events) {
            return within == FOR_LIFE || isKept(events.type(), now - within);
        }
        long narrowed = selection instanceof Selection.Window window ? Math.min(within, window.from()) : within;
        // what follows an entry in the window is in the window too
        long reach = Math.min(
                narrowed,
                Expressions.sources(selection).stream()
                        .findFirst()
                        .map(Reach::windowOf)
                        .orElse(FOR_LIFE));
        return Expressions.sources(selection).stream().allMatch(source -> isKept(source, reach));
    }

    private static long windowOf(Selection selection) {
        long own = selection instanceof Selection.Window window ? window.from() : FOR_LIFE;
        return Expressions.sources(selection).stream()
                .findFirst()
                .map(source -> Math.min(own, windowOf(source)))
                .orElse(own);
    }

    private boolean isKept(String type, long after) {
        Life life = timeline.life(type);
        return (life == null || life.last() <= after)
                && timeline.folds().of(type).stream().noneMatch(bucket -> bucket.last() > after);
    }
}
