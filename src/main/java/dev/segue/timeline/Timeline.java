package dev.segue.timeline;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is remembered of one customer's doings: the entries of the retention one by one, in time order by type; what was
 * too much for that folded into buckets; and life measures of everything older. Mutable, confined to one thread; reads no
 * clock.
 */
public final class Timeline {

    /** How many entries are folded at once when there are too many: a block's worth, so that folding is rare. */
    private static final int FOLD_AT_ONCE = 128;

    /** From this many entries on a set tells whether an event is held; below, looking through them is as quick. */
    private static final int HASHED_FROM = 64;

    private static final Track NO_TRACK = new Track("");

    private final Map<String, Track> tracks = new HashMap<>(8);
    private final Map<String, Life> lives = new TreeMap<>();
    private final Blocks blocks = new Blocks();
    private Folds folds = new Folds();
    private int size;
    private long keptAfter = Long.MIN_VALUE;
    private EventHashes hashes;
    private boolean livesChanged;
    private boolean foldsChanged;
    private Object derived;

    /** What became of an activity. */
    public enum Placement {
        PLACED,
        EXPIRED,
        DUPLICATE
    }

    /** Number of entries kept one by one. */
    public int size() {
        return size;
    }

    /** Whether nothing is remembered at all. */
    public boolean isEmpty() {
        return size == 0 && lives.isEmpty() && folds.isEmpty();
    }

    /** Whether every kept entry is there one by one: no fold is in force. */
    public boolean exact() {
        return folds.isEmpty();
    }

    /** The buckets of what was folded. */
    public Folds folds() {
        return folds;
    }

    /** The kept entries of a type; empty where there are none. */
    public Track track(String type) {
        return tracks.getOrDefault(type, NO_TRACK);
    }

    /** All tracks, in no particular order. */
    public Collection<Track> tracks() {
        return tracks.values();
    }

    /** The life measures of what is no longer kept of a type; null where that is nothing. */
    public Life life(String type) {
        return lives.get(type);
    }

    /** The types of which life measures are kept. */
    public Set<String> livedTypes() {
        return lives.keySet();
    }

    /** What an evaluator keeps with this timeline; see {@link #derived(Object)}. */
    public Object derived() {
        return derived;
    }

    /** Keeps something with this timeline as long as it is in memory; it is no part of it and never stored. */
    public void derived(Object kept) {
        derived = kept;
    }

    /** Whether an entry occurred, or a refund of a kept order came into effect, at exactly this instant. */
    public boolean anythingAt(long instant) {
        for (Track track : tracks.values()) {
            int index = track.firstAfter(instant) - 1;
            if (index >= 0 && track.get(index).at() == instant) {
                return true;
            }
        }
        return false;
    }

    /** The entry types on whose measures an activity bears. */
    public static List<String> typesTouchedBy(Activity activity) {
        if (activity instanceof Click click) {
            return List.of(click.type());
        }
        return activity instanceof Purchase
                ? List.of(Entries.PURCHASE, Entries.PURCHASE_ITEM)
                : List.of(Entries.PURCHASE, Entries.REFUND);
    }

    /** Whether the entries kept at an instant include one of that event. */
    public boolean holds(String eventId, long now, Retention retention) {
        long hash = hashOf(eventId);
        if (size >= HASHED_FROM && !hashes().contains(hash)) {
            return false;
        }
        for (Track track : tracks.values()) {
            if (track.holdsEvent(hash, now - retention.millis())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Gives the activity its place.
     *
     * @param now the clock: decides what is older than the retention
     */
    public Placement add(Activity activity, long now, Retention retention) {
        if (holds(activity.eventId(), now, retention)) {
            return Placement.DUPLICATE;
        }
        List<Entries.Typed> entries = Entries.of(activity, hashOf(activity.eventId()));
        if (activity.occurredAt() <= now - retention.millis()) {
            entries.forEach(typed -> live(typed.type(), typed.entry(), now));
            return Placement.EXPIRED;
        }
        if (activity.occurredAt() <= keptAfter) {
            foldsChanged = true;
            entries.forEach(typed -> folds.fold(typed.type(), typed.entry(), now));
            return Placement.PLACED;
        }
        for (Entries.Typed typed : entries) {
            place(typed.type(), typed.entry());
            blocks.touch(typed.entry().at());
        }
        Object orderId = entries.get(0).entry().recorded("orderId");
        if (!(activity instanceof Click)) {
            orders().settle(orderId);
        }
        return Placement.PLACED;
    }

    /**
     * Lets go of what is older than the retention, and folds the oldest entries where there are too many.
     *
     * @return how many entries were folded
     */
    public int trim(long now, Retention retention) {
        long cutoff = now - retention.millis();
        for (Track track : tracks.values()) {
            while (track.size() > 0 && track.get(0).at() <= cutoff) {
                live(track.type(), removeOldest(track), now);
                keptAfter = Math.max(keptAfter, cutoff);
            }
        }
        if (!folds.isEmpty()) {
            foldsChanged |= folds.drop(cutoff, this);
        }
        return size > retention.maxEntries() ? foldOldest(now, retention.maxEntries()) : 0;
    }

    private EventHashes hashes() {
        if (hashes == null) {
            hashes = new EventHashes();
            for (Track track : tracks.values()) {
                for (int i = 0; i < track.size(); i++) {
                    note(track.get(i));
                }
            }
        }
        return hashes;
    }

    private void note(Entry entry) {
        if (hashes != null && entry.eventHash() != 0) {
            hashes.add(entry.eventHash());
        }
    }

    private Entry removeOldest(Track track) {
        Entry oldest = track.removeFirst();
        size--;
        if (hashes != null && oldest.eventHash() != 0) {
            hashes.remove(oldest.eventHash());
        }
        return oldest;
    }

    /** The amounts given back and paid: what matches refunds with orders. */
    private Orders orders() {
        return new Orders(track(Entries.PURCHASE), track(Entries.REFUND));
    }

    private void place(String type, Entry entry) {
        tracks.computeIfAbsent(type, Track::new).add(entry);
        size++;
        note(entry);
    }

    private void live(String type, Entry entry, long now) {
        if (entry.existsAt(now)) {
            lifeOf(type).add(entry.at(), entry.property("amount", now));
        }
    }

    Life lifeOf(String type) {
        livesChanged = true;
        return lives.computeIfAbsent(type, any -> new Life());
    }

    private int foldOldest(long now, int most) {
        int excess = size - most + Math.min(FOLD_AT_ONCE, most / 8);
        long upTo = oldest(excess);
        int before = size;
        for (Track track : tracks.values()) {
            while (track.size() > 0 && track.get(0).at() <= upTo) {
                Entry entry = removeOldest(track);
                if (entry.existsAt(now)) {
                    folds.fold(track.type(), entry, now);
                }
            }
        }
        keptAfter = Math.max(keptAfter, upTo);
        foldsChanged = true;
        return before - size;
    }

    // the instant of the count-th oldest entry
    private long oldest(int count) {
        long[] candidates = new long[0];
        for (Track track : tracks.values()) {
            int taken = Math.min(count, track.size());
            int from = candidates.length;
            candidates = Arrays.copyOf(candidates, from + taken);
            for (int i = 0; i < taken; i++) {
                candidates[from + i] = track.get(i).at();
            }
        }
        Arrays.sort(candidates);
        return candidates[Math.max(1, Math.min(count, candidates.length)) - 1];
    }

    private static long hashOf(String eventId) {
        long hash = Hashing.xxh3_64().hashCharsToLong(eventId);
        // 0 marks the entries of an event other than its first
        return hash == 0 ? 1 : hash;
    }

    /** Writes the timeline's share of the head: which blocks there are, and the newest entries. */
    public void writeHead(ByteWriter out, Parts parts) {
        blocks.settle(this, parts, keptAfter);
        out.writeZigzag(keptAfter);
        blocks.write(out);
        new EntryBlock(this).write(blocks.headFrom(), Long.MAX_VALUE, out);
    }

    /** Reads what {@link #writeHead} wrote, and the blocks it names. */
    public void readHead(ByteReader in, Parts parts) {
        keptAfter = in.readZigzag();
        blocks.read(in);
        new EntryBlock(this).read(in);
        for (int part : blocks.parts()) {
            byte[] bytes = parts.get(part);
            if (bytes == null) {
                throw new CorruptState("part " + part + " is missing");
            }
            new EntryBlock(this).read(new ByteReader(bytes));
        }
        orders().settleAll();
    }

    /** Whether there are life measures of what is no longer kept. */
    public boolean hasLives() {
        return !lives.isEmpty();
    }

    /** Whether the life measures changed since they were last written. */
    public boolean livesChanged() {
        return livesChanged;
    }

    /** Writes the life measures. */
    public void writeLives(ByteWriter out) {
        out.writeVarint(lives.size());
        lives.forEach((type, life) -> life.write(out.writeString(type)));
        livesChanged = false;
    }

    /** Reads what {@link #writeLives} wrote. */
    public void readLives(ByteReader in) {
        for (int i = in.readCount(); i > 0; i--) {
            lives.put(in.readString(), Life.read(in));
        }
    }

    /** Whether the folds changed since they were last written. */
    public boolean foldsChanged() {
        return foldsChanged;
    }

    /** Writes the folds. */
    public void writeFolds(ByteWriter out) {
        folds.write(out);
        foldsChanged = false;
    }

    /** Reads what {@link #writeFolds} wrote. */
    public void readFolds(ByteReader in) {
        folds = Folds.read(in);
    }

    /** Takes in an entry just read, unless it was let go of since its block was written. */
    void restore(String type, Entry entry) {
        if (entry.at() > keptAfter) {
            place(type, entry);
        }
    }

    /** The parts that hold older entries. */
    public List<Integer> parts() {
        return blocks.parts();
    }
}
