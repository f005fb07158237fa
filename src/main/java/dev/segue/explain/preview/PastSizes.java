package dev.segue.explain.preview;

import dev.segue.explain.Reach;
import dev.segue.membership.Course;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Expression;
import dev.segue.rule.Expressions;
import dev.segue.rule.Segment;
import dev.segue.timeline.Timeline;
import dev.segue.timeline.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who would have been in segments in the past, had they been in force as long as anything is kept: told from the kept
 * timelines. Segments that remember nothing, with neither a rule for leaving nor stay nor cooldown in all that they depend
 * on, are evaluated at the instants asked for; the others are followed through all time from the oldest entry or profile
 * that is kept of the customer.
 */
final class PastSizes {

    private static final String PROFILE = "The profile is taken as it is now.";
    private static final String MEMORY =
            "Rules for leaving, stay and cooldown are followed from the oldest entry or profile kept of each customer on.";
    private static final String LATE = "Entries that were read late count from when they occurred.";

    private final Outlook draft;
    private final List<Long> instants;
    private final Set<String> forgetful = new TreeSet<>();
    private final Set<String> remembering = new TreeSet<>();
    private final Map<String, List<String>> approximations = new HashMap<>();

    PastSizes(Outlook draft, Set<String> concerned, List<Long> instants) {
        this.draft = draft;
        this.instants = instants;
        for (String id : concerned) {
            if (draft.segment(id) != null) {
                List<Segment> closure =
                        draft.closure(Set.of(id)).stream().map(draft::segment).toList();
                boolean remembers = closure.stream().anyMatch(PastSizes::remembers);
                (remembers ? remembering : forgetful).add(id);
                approximations.put(id, approximations(closure, remembers));
            }
        }
    }

    private static boolean remembers(Segment segment) {
        return segment.exit() != null || segment.stayMillis() > 0 || segment.cooldownMillis() > 0;
    }

    private static List<String> approximations(List<Segment> closure, boolean remembers) {
        List<String> sentences = new ArrayList<>(List.of(LATE));
        boolean asksProfile = closure.stream()
                .flatMap(segment -> segment.rules().stream())
                .anyMatch(rule -> Expressions.any(rule, part -> part instanceof Expression.Profile));
        if (asksProfile) {
            sentences.add(PROFILE);
        }
        if (remembers) {
            sentences.add(MEMORY);
        }
        return List.copyOf(sentences);
    }

    /** What is told otherwise than it was; empty where no history is wanted. */
    List<String> approximations(String segmentId) {
        return instants.isEmpty() ? List.of() : approximations.getOrDefault(segmentId, List.of());
    }

    void count(Customer customer, Map<String, SegmentCount> counts) {
        if (instants.isEmpty()) {
            return;
        }
        long begin = begin(customer);
        if (!remembering.isEmpty()) {
            follow(customer, begin, counts);
        }
        for (int i = 0; i < instants.size(); i++) {
            if (instants.get(i) >= begin) {
                look(customer, i, counts);
            }
        }
    }

    /** From when on the customer counts: as soon as anything was known of them, as far as that is kept. */
    private long begin(Customer customer) {
        Timeline timeline = customer.timeline();
        long updatedAt = customer.profile().updatedAt();
        long begin = Math.min(oldestKept(timeline), updatedAt == Long.MIN_VALUE ? Long.MAX_VALUE : updatedAt);
        // of whom something older was let go of was known before
        return timeline.hasLives() || !timeline.exact() ? Math.min(begin, instants.get(0)) : begin;
    }

    private static long oldestKept(Timeline timeline) {
        long oldest = Long.MAX_VALUE;
        for (Track track : timeline.tracks()) {
            oldest = track.size() == 0 ? oldest : Math.min(oldest, track.get(0).at());
        }
        return oldest;
    }

    private void follow(Customer customer, long begin, Map<String, SegmentCount> counts) {
        Course course = draft.since(begin, customer, remembering);
        for (int i = 0; i < instants.size(); i++) {
            long instant = instants.get(i);
            if (instant >= begin) {
                course.pass(instant + 1);
                for (String id : remembering) {
                    counts.get(id).countPast(i, course.isMember(id));
                }
            }
        }
    }

    private void look(Customer customer, int index, Map<String, SegmentCount> counts) {
        long instant = instants.get(index);
        if (!forgetful.isEmpty()) {
            Course course = draft.since(instant, customer, forgetful);
            course.pass(instant + 1);
            for (String id : forgetful) {
                counts.get(id).countPast(index, course.isMember(id));
            }
        }
        if (customer.timeline().hasLives() || !customer.exact()) {
            Reach reach = new Reach(customer.timeline(), instant);
            for (String id : approximations.keySet()) {
                if (!draft.segment(id).rules().stream().allMatch(reach::isExact)) {
                    counts.get(id).countPastInexact(index);
                }
            }
        }
    }
}
