package dev.segue.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the kept entries are stored: a log of runs, each a part of its own, in the order in which the entries came. What came
 * since the last writing makes a new run, so that an event writes itself and no more; whenever {@value #FAN} runs of about one
 * size have gathered they are merged, so that there are few to read: a log-structured merge in small (O'Neil et al., "The
 * log-structured merge-tree", 1996). An entry is written three times at most.
 */
final class Runs {

    /** So many runs of one size are merged into one. */
    private static final int FAN = 8;

    /** Runs of so many entries are not merged any more. */
    private static final int LARGE = FAN * FAN;

    private final List<Run> runs = new ArrayList<>(4);
    private final List<Entries.Typed> fresh = new ArrayList<>(2);
    private final int firstPart;
    private int nextOrdinal;
    private long droppedUpTo = Long.MIN_VALUE;

    /**
     * A stored run.
     *
     * @param first the ordinal of its first entry
     * @param count entries written in it
     * @param from the instant of its oldest entry
     * @param to the instant of its newest entry
     */
    private record Run(int first, int count, long from, long to) {

        private static Run of(int first, List<Entries.Typed> entries) {
            long from = Long.MAX_VALUE;
            long to = Long.MIN_VALUE;
            for (Entries.Typed typed : entries) {
                from = Math.min(from, typed.entry().at());
                to = Math.max(to, typed.entry().at());
            }
            return new Run(first, entries.size(), from, to);
        }

        /** 0 for the smallest. */
        int level() {
            return levelOf(count);
        }
    }

    /** @param firstPart runs take part numbers from this on */
    Runs(int firstPart) {
        this.firstPart = firstPart;
    }

    private static int levelOf(int count) {
        return count >= LARGE ? 2 : count >= FAN ? 1 : 0;
    }

    /** The parts that hold runs. */
    List<Integer> parts() {
        return runs.stream().map(run -> firstPart + run.first()).toList();
    }

    /** Notes an entry that came. */
    void add(Entries.Typed typed) {
        typed.entry().ordinal(nextOrdinal++);
        fresh.add(typed);
    }

    /** Reads a run. */
    void read(int part, byte[] bytes, Timeline timeline) {
        List<Entries.Typed> entries = new ArrayList<>();
        nextOrdinal = part - firstPart;
        EntryBlock.read(bytes, (type, entry) -> {
            entry.ordinal(nextOrdinal++);
            entries.add(new Entries.Typed(type, entry));
        });
        runs.add(Run.of(part - firstPart, entries));
        entries.forEach(typed -> timeline.restore(typed.type(), typed.entry()));
    }

    /** Stores what came since the last writing, and removes what is no longer kept. */
    void write(Timeline timeline, long keptAfter, Parts parts) {
        if (keptAfter > droppedUpTo) {
            droppedUpTo = keptAfter;
            drop(keptAfter, parts);
        }
        if (fresh.isEmpty()) {
            return;
        }
        int merged = runs.size() - countToMerge();
        int first = merged < runs.size()
                ? runs.get(merged).first()
                : fresh.get(0).entry().ordinal();
        List<Entries.Typed> entries = merged < runs.size() ? entriesFrom(merged, timeline) : fresh;
        for (int i = runs.size() - 1; i > merged; i--) {
            parts.put(firstPart + runs.get(i).first(), null);
        }
        runs.subList(merged, runs.size()).clear();
        parts.put(firstPart + first, EntryBlock.write(entries));
        runs.add(Run.of(first, entries));
        fresh.clear();
    }

    // what is no longer kept: each run when all of it is over
    private void drop(long keptAfter, Parts parts) {
        runs.removeIf(run -> {
            boolean over = run.to() <= keptAfter;
            if (over) {
                parts.put(firstPart + run.first(), null);
            }
            return over;
        });
        fresh.removeIf(typed -> typed.entry().at() <= keptAfter);
    }

    // how many of the newest runs become one with what is new
    private int countToMerge() {
        int merged = 0;
        int size = fresh.size();
        while (levelOf(size) < 2) {
            int alike = merged;
            int sum = size;
            while (alike < runs.size() && runs.get(runs.size() - 1 - alike).level() <= levelOf(size)) {
                sum += runs.get(runs.size() - 1 - alike).count();
                alike++;
            }
            if (alike - merged + 1 < FAN) {
                return merged;
            }
            merged = alike;
            size = sum;
        }
        return merged;
    }

    // the entries of the runs from an index on, and those that are new, in the order in which they came
    private List<Entries.Typed> entriesFrom(int index, Timeline timeline) {
        int first = runs.get(index).first();
        long from = Long.MAX_VALUE;
        for (Run run : runs.subList(index, runs.size())) {
            from = Math.min(from, run.from());
        }
        for (Entries.Typed typed : fresh) {
            from = Math.min(from, typed.entry().at());
        }
        List<Entries.Typed> entries = new ArrayList<>();
        for (Track track : timeline.tracks()) {
            for (int i = track.firstAfter(from - 1); i < track.size(); i++) {
                if (track.get(i).ordinal() >= first) {
                    entries.add(new Entries.Typed(track.type(), track.get(i)));
                }
            }
        }
        entries.sort(Comparator.comparingInt(typed -> typed.entry().ordinal()));
        return entries;
    }
}
