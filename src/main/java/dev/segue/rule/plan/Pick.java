package dev.segue.rule.plan;

import dev.segue.rule.Expression;
import dev.segue.timeline.Bucket;
import dev.segue.timeline.Entry;
import dev.segue.timeline.Track;
import java.util.ArrayList;
import java.util.List;

/** A node that picks entries; it comes to a {@link Picked}. */
abstract class Pick extends Node {

    final Picked pick(Moment moment) {
        return (Picked) at(moment);
    }

    /** All entries of a type up to now. */
    static final class OfType extends Pick {
        private final String type;

        OfType(String type) {
            this.type = type;
        }

        @Override
        Picked workOut(Moment moment) {
            Track track = moment.timeline().track(type);
            int count = track.firstAfter(moment.now());
            if (count < track.size()) {
                moment.changesAt(track.get(count).at());
            }
            List<Bucket> buckets = List.copyOf(moment.timeline().folds().of(type));
            if (!track.hasRetractions()) {
                return new Picked(type, track.array(), track.offset(), track.offset() + count, buckets, true);
            }
            moment.changesAt(track.nextRetractionAfter(moment.now()));
            Entry[] entries = track.copy(0, count);
            return new Picked(type, entries, 0, keepExisting(entries, moment.now()), buckets, true);
        }

        private static int keepExisting(Entry[] entries, long now) {
            int kept = 0;
            for (Entry entry : entries) {
                if (entry.existsAt(now)) {
                    entries[kept++] = entry;
                }
            }
            return kept;
        }
    }

    /** Those for which a condition holds. */
    static final class Filtered extends Pick {
        private final Pick of;
        private final Condition condition;

        Filtered(Pick of, Condition condition) {
            this.of = of;
            this.condition = condition;
        }

        @Override
        Picked workOut(Moment moment) {
            Picked all = of.pick(moment);
            Entry[] kept = new Entry[all.size()];
            int count = 0;
            for (int i = 0; i < all.size(); i++) {
                moment.look(all.get(i));
                long verdict = condition.test(moment);
                moment.changesAt(Verdict.until(verdict));
                if (Verdict.holds(verdict)) {
                    kept[count++] = all.get(i);
                }
            }
            return Picked.of(all.type(), kept, count);
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

        Pick of() {
            return of;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }

        @Override
        Picked workOut(Moment moment) {
            Picked all = of.pick(moment);
            long now = moment.now();
            int first = all.firstAfter(now - from);
            int end = to == 0 ? all.size() : all.firstAfter(now - to);
            if (first < end) {
                moment.changesAt(all.get(first).at() + from);
            }
            if (end < all.size()) {
                moment.changesAt(all.get(end).at() + to);
            }
            return all.range(first, end, buckets(all, moment));
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

    /** Those that have, or have not, a later one of another selection soon after. */
    static final class Sequenced extends Pick {
        private final Pick of;
        private final Pick by;
        private final long within;
        private final String property;
        private final boolean wanted;

        Sequenced(Pick of, Pick by, long within, String property, boolean wanted) {
            this.of = of;
            this.by = by;
            this.within = within;
            this.property = property;
            this.wanted = wanted;
        }

        @Override
        Picked workOut(Moment moment) {
            Picked all = of.pick(moment);
            Picked followers = by.pick(moment);
            Entry[] kept = new Entry[all.size()];
            int count = 0;
            for (int i = 0; i < all.size(); i++) {
                Entry entry = all.get(i);
                boolean followed = isFollowed(entry, followers, moment.now());
                if (wanted ? followed : !followed && hasCome(entry.at() + within, moment)) {
                    kept[count++] = entry;
                }
            }
            return Picked.of(all.type(), kept, count);
        }

        private static boolean hasCome(long instant, Moment moment) {
            if (instant > moment.now()) {
                moment.changesAt(instant);
                return false;
            }
            return true;
        }

        private boolean isFollowed(Entry entry, Picked followers, long now) {
            int next = followers.firstAfter(entry.at());
            if (property == null) {
                return next < followers.size() && followers.get(next).at() <= entry.at() + within;
            }
            Object wantedValue = Values.ofProperty(entry.property(property, now));
            while (wantedValue != null
                    && next < followers.size()
                    && followers.get(next).at() <= entry.at() + within) {
                Object value = Values.ofProperty(followers.get(next).property(property, now));
                if (Values.compare(Expression.Comparator.EQUAL, wantedValue, value)) {
                    return true;
                }
                next++;
            }
            return false;
        }
    }
}
