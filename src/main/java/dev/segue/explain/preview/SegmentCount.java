package dev.segue.explain.preview;

import java.util.ArrayList;
import java.util.List;

/** Counts what would become of one segment, customer by customer. */
final class SegmentCount {

    private final String segmentId;
    private final String name;
    private final PreviewTerms terms;
    private final List<String> approximations;
    private final CustomerSample members;
    private final CustomerSample enteringCustomers;
    private final CustomerSample leavingCustomers;
    private final long[] pastMembers;
    private final long[] pastInexact;
    private long size;
    private long published;
    private long entering;
    private long leaving;
    private long inexact;

    SegmentCount(String segmentId, String name, PreviewTerms terms, List<String> approximations) {
        this.segmentId = segmentId;
        this.name = name;
        this.terms = terms;
        this.approximations = approximations;
        this.members = new CustomerSample(terms.sampleSize(), terms.seed());
        this.enteringCustomers = new CustomerSample(terms.sampleSize(), terms.seed());
        this.leavingCustomers = new CustomerSample(terms.sampleSize(), terms.seed());
        this.pastMembers = new long[terms.history().size()];
        this.pastInexact = new long[terms.history().size()];
    }

    void count(String customerId, boolean before, boolean after) {
        published += before ? 1 : 0;
        if (after) {
            size++;
            members.add(customerId);
        }
        if (after && !before) {
            entering++;
            enteringCustomers.add(customerId);
        } else if (before && !after) {
            leaving++;
            leavingCustomers.add(customerId);
        }
    }

    void countInexact() {
        inexact++;
    }

    void countPast(int index, boolean member) {
        pastMembers[index] += member ? 1 : 0;
    }

    void countPastInexact(int index) {
        pastInexact[index]++;
    }

    SegmentPreview result(long customers) {
        List<PastSize> history = new ArrayList<>();
        for (int i = 0; i < pastMembers.length; i++) {
            history.add(new PastSize(terms.history().get(i), pastMembers[i], pastInexact[i]));
        }
        return new SegmentPreview(
                segmentId,
                name,
                size,
                SegmentPreview.share(size, customers),
                published,
                entering,
                leaving,
                inexact,
                members.ids(),
                enteringCustomers.ids(),
                leavingCustomers.ids(),
                history,
                approximations);
    }
}
