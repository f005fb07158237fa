package dev.segue.explain.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What would become of one segment.
 *
 * @param members who would be in
 * @param share of all customers, 0 to 1
 * @param published who is in now
 * @param entering who would enter
 * @param leaving who would leave
 * @param inexact of all customers, those of whom not all is kept that the rule looks at
 * @param sample some of the members
 * @param enteringSample some of those who would enter
 * @param leavingSample some of those who would leave
 * @param history sizes as they would have been, ascending by instant
 * @param approximations what was taken otherwise than it was then, for the history; sentences, empty for nothing
 */
public record SegmentPreview(
        String segmentId,
        String name,
        long members,
        double share,
        long published,
        long entering,
        long leaving,
        long inexact,
        List<String> sample,
        List<String> enteringSample,
        List<String> leavingSample,
        List<PastSize> history,
        List<String> approximations) {

    SegmentPreview plus(SegmentPreview other, long customers, int sampleSize, long seed) {
        return new SegmentPreview(
                segmentId,
                name,
                members + other.members,
                share(members + other.members, customers),
                published + other.published,
                entering + other.entering,
                leaving + other.leaving,
                inexact + other.inexact,
                CustomerSample.of(sample, other.sample, sampleSize, seed),
                CustomerSample.of(enteringSample, other.enteringSample, sampleSize, seed),
                CustomerSample.of(leavingSample, other.leavingSample, sampleSize, seed),
                sum(history, other.history),
                Stream.concat(approximations.stream(), other.approximations.stream())
                        .distinct()
                        .toList());
    }

    SegmentPreview among(long customers) {
        return new SegmentPreview(
                segmentId,
                name,
                members,
                share(members, customers),
                published,
                entering,
                leaving,
                inexact,
                sample,
                enteringSample,
                leavingSample,
                history,
                approximations);
    }

    static double share(long members, long customers) {
        return customers == 0 ? 0 : (double) members / customers;
    }

    private static List<PastSize> sum(List<PastSize> one, List<PastSize> other) {
        Map<Long, PastSize> byInstant = new TreeMap<>();
        Stream.concat(one.stream(), other.stream()).forEach(size -> byInstant.merge(size.at(), size, PastSize::plus));
        return new ArrayList<>(byInstant.values());
    }
}
