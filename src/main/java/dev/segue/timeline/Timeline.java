package dev.segue.timeline;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.util.ArrayList;
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

    /** The set is made when entries were looked through so often: who is read for one event alone does not pay for it. */
    private static final int LOOKED_THROUGH = 8;

    /** So many entries past the retention are let go of at once, so that what is written on that occasion is written rarely. */
    private static final int LET_GO_AT_ONCE = 32;

    private static final Track NO_TRACK = new Track("");

    private final Map<String, Track> tracks = new HashMap<>(8);
    private final Map<String, Life> lives = new TreeMap<>();
    private final Runs runs;
    private final int pastPart;
    private Folds folds = new Folds();
    private int size;
    private long keptAfter = Long.MIN_VALUE;
    private EventHashes hashes;
    private int lookedThrough;
    private boolean pastChanged;
    private Object derived;
    private List<Entry> settled = List.of();

    /** A timeline of its own, stored in parts from 0 on. */
    public Timeline() {
        this(0);
    }

    /** @param firstPart the timeline is stored in parts from this number on */
    public Timeline(int firstPart) {
        pastPart = firstPart;
        runs = new Runs(firstPart + 1);
    }

    /** What became of an activity. */
    public enum Placement {
        PLACED,
        EXPIRED
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

    /** Whether there are life measures of what is no longer kept. */
    public boolean hasLives() {
        return !lives.isEmpty();
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
        if (size >= HASHED_FROM && ++lookedThrough > LOOKED_THROUGH && !hashes().contains(hash)) {
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
     * @param activity of an event that is not {@link #holds held} already
     * @param now the clock: decides what is older than the retention
     */
    public Placement add(Activity activity, long now, Retention retention) {
        if (!(activity instanceof Click)) {
            // a refund must not find an order that is no longer kept
            letGoUpTo(now - retention.millis(), 1, now);
        }
        settled = List.of();
        List<Entries.Typed> entries = Entries.of(activity, hashOf(activity.eventId()));
        if (activity.occurredAt() <= now - retention.millis()) {
            entries.forEach(typed -> live(typed.type(), typed.entry(), now));
            return Placement.EXPIRED;
        }
        if (activity.occurredAt() <= keptAfter) {
            pastChanged = true;
            entries.forEach(typed -> folds.fold(typed.type(), typed.entry(), now));
            return Placement.PLACED;
        }
        for (Entries.Typed typed : entries) {
            runs.add(typed);
            place(typed.type(), typed.entry());
        }
        if (activity instanceof Purchase purchase) {
            settled = orders().settleOrder(purchase.orderId(), purchase.occurredAt());
        } else if (activity instanceof Refund refund) {
            settled = orders().settle(refund.orderId());
        }
        return Placement.PLACED;
    }

    /** The instants of the orders whose amounts the activity {@link #add added} last has changed, or may have, by refunds. */
    public long[] settledAt() {
        return settled.stream().mapToLong(Entry::at).toArray();
    }

    /**
     * Lets go of what is older than the retention, and folds the oldest entries where there are too many. A few entries past the
     * retention may stay: no window reaches them, {@link #holds} does not see them, and for life they count the same.
     *
     * @return how many entries were folded
     */
    public int trim(long now, Retention retention) {
        long cutoff = now - retention.millis();
        letGoUpTo(cutoff, size > retention.maxEntries() ? 1 : LET_GO_AT_ONCE, now);
        if (!folds.isEmpty()) {
            pastChanged |= folds.drop(cutoff, this);
        }
        return size > retention.maxEntries() ? foldOldest(now, retention.maxEntries()) : 0;
    }

    private int countUpTo(long cutoff) {
        int count = 0;
        for (Track track : tracks.values()) {
            if (track.size() > 0 && track.get(0).at() <= cutoff) {
                count += track.firstAfter(cutoff);
            }
        }
        return count;
    }

    private void letGoUpTo(long cutoff, int least, long now) {
        if (countUpTo(cutoff) < least) {
            return;
        }
        for (Track track : tracks.values()) {
            while (track.size() > 0 && track.get(0).at() <= cutoff) {
                live(track.type(), removeOldest(track), now);
            }
        }
        keptAfter = Math.max(keptAfter, cutoff);
        pastChanged = true;
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
        pastChanged = true;
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
        pastChanged = true;
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

    /** Writes what changed since the last read or write: the entries that came, and the past where something was let go of. */
    public void write(Parts parts) {
        runs.write(this, keptAfter, parts);
        if (pastChanged) {
            ByteWriter out = new ByteWriter().writeZigzag(keptAfter).writeVarint(lives.size());
            lives.forEach((type, life) -> life.write(out.writeString(type)));
            folds.write(out);
            parts.put(pastPart, out.toBytes());
            pastChanged = false;
        }
    }

    /** Takes in a part that {@link #write} put; parts come in ascending order. */
    public void read(int part, byte[] bytes) {
        if (part == pastPart) {
            readPast(new ByteReader(bytes));
        } else {
            runs.read(part, bytes, this);
        }
    }

    /** To be called when all parts were {@link #read}. */
    public void readAll() {
        orders().settleAll();
    }

    private void readPast(ByteReader in) {
        keptAfter = in.readZigzag();
        for (int i = in.readCount(); i > 0; i--) {
            lives.put(in.readString(), Life.read(in));
        }
        folds = Folds.read(in);
    }

    /** Takes in an entry just read, unless it was let go of since its run was written. */
    void restore(String type, Entry entry) {
        if (entry.at() > keptAfter) {
            place(type, entry);
        }
    }

    /** The numbers of all parts written. */
    public List<Integer> parts() {
        List<Integer> parts = new ArrayList<>(runs.parts());
        parts.add(pastPart);
        return parts;
    }
}
