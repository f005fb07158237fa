package dev.segue.rule.plan;

import dev.segue.timeline.Bucket;
import dev.segue.timeline.Track;
import java.util.ArrayList;
import java.util.List;

/** A node that picks entries; it comes to a {@link Picked}. */
abstract class Pick extends Node {

    final Picked pick(Moment moment) {
        return (Picked) at(moment);
    }

    @Override
    final Picked workOut(Moment moment) {
        return after(Long.MIN_VALUE, moment);
    }

    /** What this picks, as far as it occurred after an instant: a window asks no further back than it reaches. */
    abstract Picked after(long instant, Moment moment);

    /**
     * The series of all that this picks at any time, kept with the timeline; null where what is picked depends on more than
     * the entries themselves.
     */
    Series kept(Moment moment) {
        return null;
    }

    /** The part of a kept series that occurred after an instant, up to now. */
    private static Picked upToNow(String type, Series series, long instant, Moment moment, boolean unfiltered) {
        int to = series.firstAfter(moment.now());
        if (to < series.end()) {
            moment.changesAt(series.at(to));
        }
        int from = instant == Long.MIN_VALUE ? series.start() : series.firstAfter(instant);
        List<Bucket> buckets = unfiltered && !moment.timeline().exact()
                ? List.copyOf(moment.timeline().folds().of(type))
                : List.of();
        return new Picked(type, series, Math.min(from, to), to, buckets, unfiltered && instant == Long.MIN_VALUE);
    }

    /** All entries of a type up to now. */
    static final class OfType extends Pick {
        private final String type;
        private final int place;

        /** @param place where the series is kept */
        OfType(String type, int place) {
            this.type = type;
            this.place = place;
        }

        String type() {
            return type;
        }

        @Override
        Series kept(Moment moment) {
            Series series = moment.kept(place);
            series.follow(moment.timeline().track(type));
            return moment.now() < series.settledFrom() ? null : series;
        }

        @Override
        Picked after(long instant, Moment moment) {
            Series series = kept(moment);
            if (series != null) {
                return upToNow(type, series, instant, moment, true);
            }
            // a refund lies ahead: what is left of orders is to be looked at anew each time
            Track track = moment.timeline().track(type);
            moment.changesAt(track.nextRetractionAfter(moment.now()));
            Series left = new Series(moment.now());
            for (int i = track.firstAfter(instant); i < track.size(); i++) {
                if (track.get(i).existsAt(moment.now())) {
                    left.add(track.get(i));
                }
            }
            return upToNow(type, left, instant, moment, true);
        }
    }

    /** Those for which a condition holds. */
    static final class Filtered extends Pick {
        private final Pick of;
        private final Condition condition;
        private final String type;
        private final int place;

        /** @param place where the series is kept; negative where the condition asks for more than the entry */
        Filtered(Pick of, Condition condition, String type, int place) {
            this.of = of;
            this.condition = condition;
            this.type = type;
            this.place = place;
        }

        @Override
        Series kept(Moment moment) {
            Series all = place < 0 ? null : of.kept(moment);
            if (all == null) {
                return null;
            }
            Series series = moment.kept(place);
            series.follow(all, entry -> {
                moment.look(entry, Long.MAX_VALUE);
                return Verdict.holds(condition.test(moment));
            });
            return series;
        }

        @Override
        Picked after(long instant, Moment moment) {
            Series series = kept(moment);
            if (series != null) {
                return upToNow(type, series, instant, moment, false);
            }
            Picked all = of.after(instant, moment);
            Series fulfilling = new Series(moment.now());
            for (int i = all.from(); i < all.to(); i++) {
                moment.look(all.get(i), moment.now());
                long verdict = condition.test(moment);
                moment.changesAt(Verdict.until(verdict));
                if (Verdict.holds(verdict)) {
                    fulfilling.add(all.get(i));
                }
            }
            return new Picked(type, fulfilling, fulfilling.start(), fulfilling.end(), List.of(), false);
        }
    }

    /** Those in (now - from, now - to]. */
    static final class Windowed extends Pick {
        private final Pick of;
        private final long from;
        private final long to;

        Windowed(Pick of, long from, long to) {
            this.of = of;
            this.from = from;
            this.to = to;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }

        /** What may be in the window, now or once it has become old enough. */
        Picked reach(Moment moment) {
            return of.after(moment.now() - from, moment);
        }

        @Override
        Picked after(long instant, Moment moment) {
            Picked all = of.after(Math.max(instant, moment.now() - from), moment);
            int end = to == 0 ? all.to() : all.firstAfter(moment.now() - to);
            if (all.from() < end) {
                moment.changesAt(all.series().at(all.from()) + from);
            }
            if (end < all.to()) {
                moment.changesAt(all.series().at(end) + to);
            }
            return all.range(all.from(), end, buckets(all, moment));
        }

        private List<Bucket> buckets(Picked all, Moment moment) {
            if (all.buckets().isEmpty()) {
                return List.of();
            }
            List<Bucket> kept = new ArrayList<>();
            for (Bucket bucket : all.buckets()) {
                long leaves = bucket.last() + from;
                long enters = bucket.last() + to;
                if (leaves > moment.now()) {
                    moment.changesAt(enters > moment.now() ? enters : leaves);
                    if (enters <= moment.now()) {
                        kept.add(bucket);
                    }
                }
            }
            return kept;
        }
    }
}
