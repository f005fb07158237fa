package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.timeline.Amount;
import dev.segue.timeline.ExactSum;

/**
 * A count, of values too, or a sum over a window held against a constant, the commonest condition by far: it knows not only when the next
 * entry leaves the window, but which entry's leaving turns the answer.
 */
final class Threshold extends Condition {

    private final Expression.Aggregate aggregate;
    private final Pick.Windowed window;
    private final String property;
    private final Expression.Comparator comparator;
    private final Object constant;
    private final Condition plain;
    // the numbers from least to most (or all others, if outside) satisfy a comparison of counts
    private final long least;
    private final long most;
    private final boolean outside;

    /** @param plain the same comparison without foresight, for windows that hold folded entries */
    Threshold(
            Expression.Aggregate aggregate,
            Pick.Windowed window,
            String property,
            Expression.Comparator comparator,
            Object constant,
            Condition plain) {
        this.aggregate = aggregate;
        this.window = window;
        this.property = property;
        this.comparator = comparator;
        this.constant = constant;
        this.plain = plain;
        double bound = ((Number) constant).doubleValue();
        boolean strict =
                comparator == Expression.Comparator.GREATER || comparator == Expression.Comparator.LESS_OR_EQUAL;
        boolean equality = comparator == Expression.Comparator.EQUAL || comparator == Expression.Comparator.NOT_EQUAL;
        this.least = (long) (strict ? Math.floor(bound) + 1 : Math.ceil(bound));
        this.most = equality ? (long) Math.floor(bound) : Long.MAX_VALUE;
        this.outside = comparator == Expression.Comparator.LESS
                || comparator == Expression.Comparator.LESS_OR_EQUAL
                || comparator == Expression.Comparator.NOT_EQUAL;
    }

    @Override
    long decide(Moment moment) {
        long before = moment.watch();
        Picked all = window.reach(moment);
        long standsUntil = moment.watched(before);
        if (!all.buckets().isEmpty()) {
            return plain.test(moment);
        }
        int end = window.to() == 0 ? all.to() : all.firstAfter(moment.now() - window.to());
        return switch (aggregate) {
            case COUNT -> count(all, end, standsUntil);
            case DISTINCT -> distinct(all, end, standsUntil);
            default -> sum(all, end, standsUntil, moment.now());
        };
    }

    private long distinct(Picked all, int end, long standsUntil) {
        Repeats repeats = all.series().repeats(property);
        long count = repeats.distinct(all.from(), end);
        boolean inside = least <= count && count <= most;
        // what is left of a window has fewer values, never more
        long leaving = inside ? count - least + 1 : count > most ? count - most : Long.MAX_VALUE;
        long until = end < all.to() ? Math.min(standsUntil, all.series().at(end) + window.to()) : standsUntil;
        if (leaving <= count) {
            int turning = repeats.leaving((int) leaving, all.from(), end);
            until = Math.min(until, all.series().at(turning) + window.from());
        }
        return Verdict.of(inside != outside, until);
    }

    private long count(Picked all, int end, long standsUntil) {
        int first = all.from();
        int count = end - first;
        boolean inside = least <= count && count <= most;
        long leaving;
        long entering;
        if (inside) {
            leaving = count - least + 1;
            entering = most == Long.MAX_VALUE ? Long.MAX_VALUE : most - count + 1;
        } else {
            leaving = count > most ? count - most : Long.MAX_VALUE;
            entering = count < least ? least - count : Long.MAX_VALUE;
        }
        long until = standsUntil;
        if (leaving <= count) {
            until = Math.min(until, all.series().at((int) (first + leaving - 1)) + window.from());
        }
        if (entering <= all.to() - end) {
            until = Math.min(until, all.series().at((int) (end + entering - 1)) + window.to());
        }
        return Verdict.of(inside != outside, until);
    }

    private long sum(Picked all, int end, long standsUntil, long now) {
        long until = end < all.to() ? Math.min(standsUntil, all.series().at(end) + window.to()) : standsUntil;
        Column column = all.series().column(property);
        if (!column.isExact()) {
            return sumOneByOne(all, end, until, now);
        }
        boolean holds = satisfies(column.sum(all.from(), end));
        int turning = isMonotone(column) ? firstToTurn(column, all.from(), end, holds) : Math.min(all.from() + 1, end);
        return Verdict.of(
                holds,
                turning > all.from() && all.from() < end
                        ? Math.min(until, all.series().at(turning - 1) + window.from())
                        : until);
    }

    private boolean isMonotone(Column column) {
        return !column.hasNegative()
                && comparator != Expression.Comparator.EQUAL
                && comparator != Expression.Comparator.NOT_EQUAL;
    }

    // how far the oldest entries have to leave for the answer to turn; where nothing turns it, from
    private int firstToTurn(Column column, int from, int end, boolean holds) {
        if (satisfies(column.sum(end, end)) == holds) {
            return from;
        }
        int low = from + 1;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (satisfies(column.sum(middle, end)) == holds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean satisfies(long tenThousandths) {
        return Values.compare(comparator, new Amount(tenThousandths).toDouble(), constant);
    }

    private long sumOneByOne(Picked all, int end, long standsUntil, long now) {
        ExactSum sum = new ExactSum();
        for (int i = all.from(); i < end; i++) {
            sum.addValue(all.get(i).property(property, now));
        }
        boolean holds = Values.compare(comparator, sum.toDouble(), constant);
        // whether the next to leave turns the answer is seen when it has left
        return Verdict.of(
                holds,
                all.from() < end ? Math.min(standsUntil, all.series().at(all.from()) + window.from()) : standsUntil);
    }
}
