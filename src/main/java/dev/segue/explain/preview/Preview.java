package dev.segue.explain.preview;

import dev.segue.explain.Reach;
import dev.segue.membership.Course;
import dev.segue.membership.Customer;
import dev.segue.membership.Outlook;
import dev.segue.rule.Segment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Segments that are not published, tried on customers: what their publication at this clock would change, with stay and
 * cooldown held as a publication holds them. Runs in slices, on customers handed in, none of whom it changes; a customer must
 * not be in use elsewhere meanwhile. One thread at a time may go on with it; any may cancel it or ask for the tally.
 */
public final class Preview {

    private final Outlook published;
    private final Outlook draft;
    private final PreviewTerms terms;
    private final Set<String> concerned;
    private final Map<String, SegmentCount> counts = new LinkedHashMap<>();
    private final PastSizes pastSizes;
    private long customers;
    private volatile boolean cancelled;
    private volatile PreviewTally tally;

    /**
     * @param published the set in force, complete
     * @param draft the set as it would be, complete: those that stay as they are too
     */
    public Preview(Outlook published, Outlook draft, PreviewTerms terms) {
        this.published = published;
        this.draft = draft;
        this.terms = terms;
        this.concerned = draft.concernedByChangeFrom(published);
        this.pastSizes = new PastSizes(draft, concerned, terms.history());
        concerned.forEach(id -> counts.put(id, new SegmentCount(id, name(id), terms, pastSizes.approximations(id))));
        this.tally = tally(PreviewTally.State.RUNNING);
    }

    private String name(String segmentId) {
        Segment segment = draft.segment(segmentId) == null ? published.segment(segmentId) : draft.segment(segmentId);
        return segment.definition().name();
    }

    /**
     * Goes on with customers as long as it may: one slice.
     *
     * @param more the customers still to come; each is handed in once. Those of whom nothing is known do not count
     * @param mayGoOn asked before each customer
     * @return whether there is anything left to do
     */
    public boolean goOn(Iterator<Customer> more, BooleanSupplier mayGoOn) {
        while (!cancelled && mayGoOn.getAsBoolean()) {
            if (!more.hasNext()) {
                tally = tally(PreviewTally.State.DONE);
                return false;
            }
            Customer customer = more.next();
            if (!customer.isUnknown()) {
                take(customer);
            }
        }
        tally = tally(cancelled ? PreviewTally.State.CANCELLED : PreviewTally.State.RUNNING);
        return !cancelled;
    }

    /** Gives it up: the slice that is running ends at the next customer. */
    public void cancel() {
        cancelled = true;
    }

    /** What was found up to the end of the last slice. */
    public PreviewTally tally() {
        return tally;
    }

    private PreviewTally tally(PreviewTally.State state) {
        List<SegmentPreview> segments = new ArrayList<>();
        counts.values().forEach(count -> segments.add(count.result(customers)));
        return new PreviewTally(state, terms.clock(), customers, terms.sampleSize(), terms.seed(), segments);
    }

    private void take(Customer customer) {
        customers++;
        Course course = published.of(customer);
        course.pass(terms.clock());
        boolean[] before = memberOf(course);
        course.publish(draft, concerned, terms.clock());
        boolean[] after = memberOf(course);
        int index = 0;
        for (SegmentCount count : counts.values()) {
            count.count(customer.id(), before[index], after[index]);
            index++;
        }
        if (customer.timeline().hasLives() || !customer.exact()) {
            countInexact(customer);
        }
        pastSizes.count(customer, counts);
    }

    private boolean[] memberOf(Course course) {
        boolean[] member = new boolean[concerned.size()];
        int index = 0;
        for (String id : concerned) {
            member[index++] = course.isMember(id);
        }
        return member;
    }

    private void countInexact(Customer customer) {
        Reach reach = new Reach(customer.timeline(), terms.clock());
        counts.forEach((id, count) -> {
            Segment segment = draft.segment(id);
            if (segment != null && !segment.rules().stream().allMatch(reach::isExact)) {
                count.countInexact();
            }
        });
    }
}
