package dev.segue.membership;

import dev.segue.rule.Segment;
import dev.segue.rule.SegmentSet;
import dev.segue.rule.plan.Rule;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a set of segments makes of customers as time goes on, without changing them: for explanations and previews. Confined
 * to one thread, and so are the courses it opens.
 */
public final class Outlook {

    private static final int MOST_STEPS = 64;

    private final Rulebook rules;
    private final long version;
    private final long since;

    /**
     * @param version the offset that the set reaches to
     * @param since the clock at which the set came into force: a customer last evaluated with an older one is taken as
     *     brought up at this instant
     * @param holdoutSeed decides who is in the holdout arm
     */
    public Outlook(SegmentSet set, long version, long since, String holdoutSeed) {
        this(new Rulebook(set, new Holdout(holdoutSeed)), version, since);
    }

    Outlook(Rulebook rules, long version, long since) {
        this.rules = rules;
        this.version = version;
        this.since = since;
    }

    /** The segment of an id, or null. */
    public Segment segment(String id) {
        Rule rule = rules.rule(id);
        return rule == null ? null : rule.segment();
    }

    /** The ids of all segments, in dependency order. */
    public Set<String> ids() {
        return rules.ids();
    }

    /** Where the customer stands now, and from here on. */
    public Course of(Customer customer) {
        Course course = new Course(customer, rules, all(), customer.standings()::of, customer.nextDue());
        if (!customer.isUnknown() && customer.definitions() < version) {
            course.adopt(this, all(), since);
        }
        return course;
    }

    /**
     * The customer as one who has been in no segment before an instant, from there on: what these segments would have made
     * of what is kept. Entries that were read late count from when they occurred, the profile as it is now.
     */
    public Course since(long instant, Customer customer, Set<String> wanted) {
        BitSet concerned = new BitSet();
        wanted.forEach(id -> concerned.or(rules.closure(rules.index(id))));
        return new Course(customer, rules, concerned, new HashMap<String, Standing>()::get, instant);
    }

    /**
     * The customer's memberships, each with when it will end if nothing happens from an instant on: what happened since the
     * last change may have moved that.
     *
     * @param now epoch milliseconds; not before the customer was last evaluated
     */
    public List<Membership> memberships(Customer customer, long now) {
        Course course = of(customer);
        course.pass(now + 1);
        return customer.memberships().stream()
                .map(membership -> ids().contains(membership.segmentId()) && course.isMember(membership.segmentId())
                        ? membership.endingAt(course.turnOf(membership.segmentId(), now, MOST_STEPS))
                        : membership)
                .toList();
    }

    /** The ids of the segments and of all on which they depend. */
    public Set<String> closure(Set<String> wanted) {
        Set<String> closure = new TreeSet<>(wanted);
        // dependency order: what one depends on comes before it
        for (int i = rules.size() - 1; i >= 0; i--) {
            Segment segment = rules.rule(i).segment();
            if (closure.contains(segment.id())) {
                closure.addAll(segment.dependsOn());
            }
        }
        return closure;
    }

    /** The segments whose memberships may differ from those by another set, once this one is in force; retired ones too. */
    public Set<String> concernedByChangeFrom(Outlook before) {
        Set<String> concerned = new TreeSet<>();
        before.ids().stream().filter(id -> !ids().contains(id)).forEach(concerned::add);
        for (int i = 0; i < rules.size(); i++) {
            Segment segment = rules.rule(i).segment();
            boolean differs = differs(segment, before.segment(segment.id()));
            if (differs || segment.dependsOn().stream().anyMatch(concerned::contains)) {
                concerned.add(segment.id());
            }
        }
        return concerned;
    }

    private static boolean differs(Segment segment, Segment before) {
        return before == null
                || !segment.enter().equals(before.enter())
                || !Objects.equals(segment.exit(), before.exit())
                || segment.stayMillis() != before.stayMillis()
                || segment.cooldownMillis() != before.cooldownMillis();
    }

    /** The rules of the segments. */
    BitSet indexes(Set<String> ids) {
        BitSet indexes = new BitSet();
        for (int i = 0; i < rules.size(); i++) {
            indexes.set(i, ids.contains(rules.rule(i).segment().id()));
        }
        return indexes;
    }

    /** All rules. */
    BitSet all() {
        BitSet all = new BitSet();
        all.set(0, rules.size());
        return all;
    }

    Rulebook rules() {
        return rules;
    }

    /** The arm of the customer in the segment, member or not. */
    public Arm arm(String segmentId, Customer customer) {
        Rule rule = rules.rule(segmentId);
        return rules.arm(rule, customer.id());
    }
}
