package dev.segue.rule.plan;

import dev.segue.timeline.Entry;
import java.util.List;

/** Those of a selection that have, or have not, a later one of another selection soon after. */
final class Sequenced extends Pick {

    private final Pick of;
    private final Pick by;
    private final long within;
    private final String property;
    private final boolean wanted;
    private final String type;
    private final int place;

    /**
     * @param property the two must be equal in, or null
     * @param wanted whether those with a follower are picked, or those without one once its time is over
     * @param type the type of what is picked
     * @param place where the series is kept
     */
    Sequenced(Pick of, Pick by, long within, String property, boolean wanted, String type, int place) {
        this.of = of;
        this.by = by;
        this.within = within;
        this.property = property;
        this.wanted = wanted;
        this.type = type;
        this.place = place;
    }

    @Override
    Picked after(long instant, Moment moment) {
        Series all = of.kept(moment);
        Series followers = all == null ? null : by.kept(moment);
        if (followers == null || followers.firstAfter(moment.now()) < followers.end()) {
            return anew(instant, moment);
        }
        Series series = moment.kept(place);
        series.follow(
                all,
                followers,
                within,
                entry -> isFollowed(entry, followers, followers.start(), followers.end(), Long.MAX_VALUE) == wanted);
        return over(series, instant, moment);
    }

    private Picked anew(long instant, Moment moment) {
        Picked all = of.after(instant, moment);
        Picked followers = by.after(instant, moment);
        Series series = new Series(moment.now());
        for (int i = all.from(); i < all.to(); i++) {
            if (isFollowed(all.get(i), followers.series(), followers.from(), followers.to(), moment.now()) == wanted) {
                series.add(all.get(i));
            }
        }
        return over(series, instant, moment);
    }

    private Picked over(Series series, long instant, Moment moment) {
        long wait = wanted ? 0 : within;
        int to = series.firstAfter(moment.now() - wait);
        if (to < series.end()) {
            moment.changesAt(series.at(to) + wait);
        }
        int from = instant == Long.MIN_VALUE ? series.start() : series.firstAfter(instant);
        return new Picked(type, series, Math.min(from, to), to, List.of(), false);
    }

    private boolean isFollowed(Entry entry, Series followers, int from, int end, long asOf) {
        Object value = property == null ? null : Values.ofProperty(entry.property(property, asOf));
        if (property != null && value == null) {
            return false;
        }
        int first = Math.max(from, followers.firstAfter(entry.at()));
        for (int i = first; i < end && followers.at(i) <= entry.at() + within; i++) {
            if (property == null || isEqual(value, followers.get(i), asOf)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEqual(Object value, Entry follower, long asOf) {
        return Values.areEqual(value, Values.ofProperty(follower.property(property, asOf)));
    }
}
