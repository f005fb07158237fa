package dev.segue.rule.plan;

import dev.segue.timeline.Entry;
import dev.segue.timeline.Track;

/**
 * How often each value of a property occurs among the kept entries of a type, or less: what cannot be reached even by all of
 * them is known not to hold without being measured. Texts that fall on one place of a small table are counted as one, so that
 * a tally takes a few bytes an entry.
 */
public final class Tally {

    private static final int FIRST_SIZE = 16;

    private final String type;
    private final String property;
    private int[] counts = {};
    private int generation = -1;
    private long followedFrom;
    private long followedTo;

    Tally(String type, String property) {
        this.type = type;
        this.property = property;
    }

    boolean isOf(String otherType, String otherProperty) {
        return type.equals(otherType) && property.equals(otherProperty);
    }

    /** The number of entries that have the text, at most. */
    public int most(String text) {
        return counts[place(text)];
    }

    /** Takes in what came since this was last looked at; what is gone is counted until it is as much as there is. */
    void follow(Track track) {
        boolean outgrown = track.endIndex() - followedFrom > counts.length;
        if (generation != track.generation() || outgrown) {
            generation = track.generation();
            followedFrom = track.firstIndex();
            followedTo = followedFrom;
            counts = new int[Math.max(FIRST_SIZE, 2 * Integer.highestOneBit(track.size()))];
        }
        for (long i = Math.max(followedTo, track.firstIndex()); i < track.endIndex(); i++) {
            Entry entry = track.get((int) (i - track.firstIndex()));
            if (entry.property(property, entry.at()) instanceof String text) {
                counts[place(text)]++;
            }
        }
        followedTo = track.endIndex();
    }

    private int place(String text) {
        int hash = text.hashCode() * 0x9E3779B9;
        return (hash >>> 16 ^ hash) & (counts.length - 1);
    }
}
