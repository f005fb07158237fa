package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.timeline.ExactSum;

/**
 * A count or a sum over a window held against a constant, the commonest condition by far: it knows not only when the next
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
        Picked all = window.of().pick(moment);
        long standsUntil = moment.watched(before);
        if (!all.buckets().isEmpty()) {
            return plain.test(moment);
        }
        int first = all.firstAfter(moment.now() - window.from());
        int end = window.to() == 0 ? all.size() : all.firstAfter(moment.now() - window.to());
        return aggregate == Expression.Aggregate.COUNT
                ? count(all, first, end, standsUntil)
                : sum(all, first, end, standsUntil, moment.now());
    }

    private long count(Picked all, int first, int end, long standsUntil) {
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
            until = Math.min(until, all.get((int) (first + leaving - 1)).at() + window.from());
        }
        if (entering <= all.size() - end) {
            until = Math.min(until, all.get((int) (end + entering - 1)).at() + window.to());
        }
        return Verdict.of(inside != outside, until);
    }

    private long sum(Picked all, int first, int end, long standsUntil, long now) {
        ExactSum sum = new ExactSum();
        for (int i = first; i < end; i++) {
            sum.addValue(all.get(i).property(property, now));
        }
        boolean holds = satisfies(sum);
        long until = standsUntil;
        if (end < all.size()) {
            until = Math.min(until, all.get(end).at() + window.to());
        }
        for (int i = first; i < end; i++) {
            long leaves = all.get(i).at() + window.from();
            if (leaves >= until) {
                break;
            }
            sum.subtractValue(all.get(i).property(property, now));
            boolean lastOfInstant =
                    i + 1 == end || all.get(i + 1).at() != all.get(i).at();
            if (lastOfInstant && satisfies(sum) != holds) {
                until = leaves;
            }
        }
        return Verdict.of(holds, until);
    }

    private boolean satisfies(ExactSum sum) {
        return Values.compare(comparator, sum.toDouble(), constant);
    }
}
