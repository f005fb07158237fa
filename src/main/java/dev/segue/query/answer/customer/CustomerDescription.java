package dev.segue.query.answer.customer;

import dev.segue.membership.Customer;
import dev.segue.membership.Membership;
import dev.segue.membership.Outlook;
import dev.segue.membership.Profile;
import dev.segue.query.answer.Nullable;
import dev.segue.timeline.Bucket;
import dev.segue.timeline.ExactSum;
import dev.segue.timeline.Life;
import dev.segue.timeline.Timeline;
import dev.segue.timeline.Track;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a customer.
 *
 * @param updatedAt when the last change occurred, epoch milliseconds; 0 before any
 * @param sequence that of the last change
 * @param memberships by segment id; when they will end is foreseen from now on
 * @param profile null where none was sent
 * @param life measures over all that ever happened, by entry type
 * @param entries how many entries are kept one by one
 * @param exact false once the oldest entries had to be folded into buckets
 * @param staleness null from the owner; from a standby, by how many milliseconds it may be behind the owner
 */
public record CustomerDescription(
        String customerId,
        long updatedAt,
        long sequence,
        List<Membership> memberships,
        @Nullable Attributes profile,
        Map<String, LifeMeasures> life,
        int entries,
        boolean exact,
        @Nullable Long staleness) {

    /** A profile; each attribute is a boolean, a number or a string. */
    public record Attributes(long updatedAt, Map<String, Object> attributes) {}

    /**
     * Of one entry type, over all that ever happened.
     *
     * @param sum exact sum of the amounts, a decimal
     * @param first when the first occurred, epoch milliseconds
     * @param last when the last occurred
     */
    public record LifeMeasures(long count, String sum, long first, long last) {}

    /** @param staleness of a standby's answer; null for the owner's */
    public static CustomerDescription of(Customer customer, Outlook outlook, long clock, Long staleness) {
        // the customer may have been written a moment before the clock was
        long now = Math.max(clock, customer.lastChangeAt());
        Profile profile = customer.profile();
        return new CustomerDescription(
                customer.id(),
                customer.lastChangeAt(),
                customer.sequence(),
                outlook.memberships(customer, now),
                profile == Profile.NONE || profile.updatedAt() == Long.MIN_VALUE
                        ? null
                        : new Attributes(profile.updatedAt(), profile.attributes()),
                life(customer.timeline(), now),
                customer.entries(),
                customer.exact(),
                staleness);
    }

    private static Map<String, LifeMeasures> life(Timeline timeline, long now) {
        Map<String, Adding> types = new TreeMap<>();
        for (Track track : timeline.tracks()) {
            Adding adding = types.computeIfAbsent(track.type(), any -> new Adding());
            for (int i = 0; i < track.size(); i++) {
                if (track.get(i).at() <= now && track.get(i).existsAt(now)) {
                    adding.add(1, track.get(i).at(), track.get(i).at());
                    adding.sum.addValue(track.get(i).property("amount", now));
                }
            }
        }
        timeline.folds().types().forEach(type -> {
            Adding adding = types.computeIfAbsent(type, any -> new Adding());
            for (Bucket bucket : timeline.folds().of(type)) {
                adding.add(bucket.count(), bucket.first(), bucket.last());
                adding.sum.add(bucket.sum("amount"));
            }
        });
        timeline.livedTypes().forEach(type -> {
            Life life = timeline.life(type);
            Adding adding = types.computeIfAbsent(type, any -> new Adding());
            adding.add(life.count(), life.first(), life.last());
            adding.sum.add(life.sum());
        });
        Map<String, LifeMeasures> measures = new TreeMap<>();
        types.forEach((type, adding) -> {
            if (adding.count > 0) {
                measures.put(type, adding.measures());
            }
        });
        return measures;
    }

    private static final class Adding {

        private final ExactSum sum = new ExactSum();
        private long count;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long more, long from, long to) {
            count += more;
            first = Math.min(first, from);
            last = Math.max(last, to);
        }

        LifeMeasures measures() {
            BigDecimal total = sum.value();
            return new LifeMeasures(count, total.toPlainString(), first, last);
        }
    }
}
