package dev.segue.rule;

import java.util.List;

/**
 * A complete, valid set of segments: every reference resolves, nothing is cyclic.
 *
 * @param segments each after all those it depends on; among those that could come next, by id
 */
public record SegmentSet(List<Segment> segments) {

    /** The set without segments. */
    public static final SegmentSet EMPTY = new SegmentSet(List.of());

    /** The farthest that a window of any rule reaches into the past, in milliseconds; 0 where there is none. */
    public long longestWindowMillis() {
        return segments.stream()
                .flatMap(segment -> segment.rules().stream())
                .flatMap(Expressions::selections)
                .filter(Selection.Window.class::isInstance)
                .mapToLong(window -> ((Selection.Window) window).from())
                .max()
                .orElse(0);
    }
}
