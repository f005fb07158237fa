package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.timeline.Amount;
import dev.segue.timeline.Bucket;
import dev.segue.timeline.Decimal;
import dev.segue.timeline.ExactSum;
import dev.segue.timeline.Life;
import java.math.BigDecimal;

/** A measure: what is taken of the entries that a selection picks. */
final class Taken extends Node {

    private static final long DAY = 24L * 60 * 60 * 1000;

    private final Expression.Aggregate aggregate;
    private final Pick selection;
    private final String property;

    Taken(Expression.Aggregate aggregate, Pick selection, String property) {
        this.aggregate = aggregate;
        this.selection = selection;
        this.property = property;
    }

    @Override
    Object workOut(Moment moment) {
        Picked picked = selection.pick(moment);
        Life life = picked.lifelong() ? moment.timeline().life(picked.type()) : null;
        // boxed each: a switch over longs and doubles would make doubles of all
        return switch (aggregate) {
            case COUNT -> (Object) count(picked, life);
            case SUM -> (Object) sum(picked, life, moment.now());
            case FIRST -> time(first(picked, life), Long.MAX_VALUE);
            case LAST -> time(last(picked, life), Long.MIN_VALUE);
            case DISTINCT -> (Object) picked.series().repeats(property).distinct(picked.from(), picked.to());
            case DISTINCT_DAYS -> (Object) distinctDays(picked);
            case AVG -> average(picked, moment.now());
            case MIN -> extreme(picked, moment.now(), -1);
            case MAX -> extreme(picked, moment.now(), 1);
        };
    }

    static long count(Picked picked, Life life) {
        long count = picked.size() + (life == null ? 0 : life.count());
        for (Bucket bucket : picked.buckets()) {
            count += bucket.count();
        }
        return count;
    }

    private double sum(Picked picked, Life life, long now) {
        Column column = picked.series().column(property);
        if (column.isExact() && life == null && picked.buckets().isEmpty()) {
            return new Amount(column.sum(picked.from(), picked.to())).toDouble();
        }
        ExactSum sum = new ExactSum();
        add(picked, now, sum);
        for (Bucket bucket : picked.buckets()) {
            sum.add(bucket.sum(property));
        }
        if (life != null) {
            sum.add(life.sum());
        }
        return sum.toDouble();
    }

    /** Adds up the numbers that the entries hold, and returns how many there are. */
    private long add(Picked picked, long now, ExactSum sum) {
        Column column = picked.series().column(property);
        if (column.isExact()) {
            sum.add(column.sum(picked.from(), picked.to()));
            return column.count(picked.from(), picked.to());
        }
        long count = 0;
        for (int i = picked.from(); i < picked.to(); i++) {
            count += sum.addValue(picked.get(i).property(property, now)) ? 1 : 0;
        }
        return count;
    }

    private static long first(Picked picked, Life life) {
        long first = life == null ? Long.MAX_VALUE : life.first();
        for (Bucket bucket : picked.buckets()) {
            first = Math.min(first, bucket.first());
        }
        return picked.size() == 0 ? first : Math.min(first, picked.series().at(picked.from()));
    }

    private static long last(Picked picked, Life life) {
        long last = life == null ? Long.MIN_VALUE : life.last();
        for (Bucket bucket : picked.buckets()) {
            last = Math.max(last, bucket.last());
        }
        return picked.size() == 0 ? last : Math.max(last, picked.series().at(picked.to() - 1));
    }

    private static Time time(long instant, long none) {
        return instant == none ? null : new Time(instant, 0);
    }

    private static long distinctDays(Picked picked) {
        long days = 0;
        long latest = Long.MIN_VALUE;
        for (int i = picked.from(); i < picked.to(); i++) {
            long day = Math.floorDiv(picked.series().at(i), DAY);
            days += day == latest ? 0 : 1;
            latest = day;
        }
        return days;
    }

    private Double average(Picked picked, long now) {
        ExactSum sum = new ExactSum();
        long count = add(picked, now, sum);
        return count == 0 ? null : (Double) sum.mean(count);
    }

    private Double extreme(Picked picked, long now, int direction) {
        Column column = picked.series().column(property);
        return column.isExact() ? extreme(picked, column, direction) : extremeOneByOne(picked, now, direction);
    }

    private static Double extreme(Picked picked, Column column, int direction) {
        long extreme = Long.MIN_VALUE;
        for (int i = picked.from(); i < picked.to(); i++) {
            if (column.isNumber(i)) {
                extreme = Math.max(extreme, column.sum(i, i + 1) * direction);
            }
        }
        return extreme == Long.MIN_VALUE ? null : (Double) new Amount(extreme * direction).toDouble();
    }

    private Double extremeOneByOne(Picked picked, long now, int direction) {
        BigDecimal extreme = null;
        for (int i = picked.from(); i < picked.to(); i++) {
            BigDecimal number = Decimal.of(picked.get(i).property(property, now));
            if (number != null && (extreme == null || number.compareTo(extreme) * direction > 0)) {
                extreme = number;
            }
        }
        return extreme == null ? null : (Double) extreme.doubleValue();
    }
}
