package dev.segue.membership;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import dev.segue.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * All that Segue keeps of one customer: timeline, profile, memberships, kept changes, the next instant at which time
 * alone can change an answer. Mutable, confined to one thread; only {@link Assigner} changes it.
 *
 * <p>Its binary form is divided over {@link Parts} by how often they change:
 *
 * <pre>
 * 0 head      format, definitions, next due, flags, newest entries      with every event
 * 1 standing  sequence, profile, standings, which parts hold changes    with every change
 * 2 lives     life measures of what is no longer kept                   when something is let go of
 * 3 folds     buckets of a very long timeline                           when something is folded
 * 16, 18 ...  older entries                                             when full, or late entries fall there
 * 17, 19 ...  kept changes                                              with every change
 * </pre>
 */
public final class Customer {

    /** The instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int FORMAT = 1;

    private static final int HEAD = 0;
    private static final int STANDING = 1;
    private static final int LIVES = 2;
    private static final int FOLDS = 3;

    private static final int HAS_STANDING = 1;
    private static final int HAS_LIVES = 2;
    private static final int HAS_FOLDS = 4;
    private static final int UNSETTLED = 8;

    private final String id;
    private long definitions = -1;
    private long nextDue = NEVER;
    private Timeline timeline = new Timeline();
    private Profile profile = Profile.NONE;
    private Standings standings = new Standings();
    private boolean unsettled;

    private int storedFlags;
    private boolean stored;
    private boolean profileChanged;
    private final List<Integer> condemned = new ArrayList<>(0);

    private Customer(String id) {
        this.id = id;
    }

    /** A customer of whom nothing is known yet. */
    public static Customer unknown(String id) {
        return new Customer(id);
    }

    /**
     * Reads a customer from their parts; one without a head is {@link #unknown}.
     *
     * @throws CorruptState where the parts are not what {@link #write} wrote
     */
    public static Customer read(String id, Parts parts) {
        Customer customer = new Customer(id);
        byte[] head = parts.get(HEAD);
        if (head != null) {
            customer.readHead(new ByteReader(head), parts);
        }
        return customer;
    }

    /**
     * Reads profile and memberships alone, whatever the length of the timeline, which is left empty: for looking at, never for
     * writing back.
     */
    public static Customer readStanding(String id, Parts parts) {
        Customer customer = new Customer(id);
        byte[] head = parts.get(HEAD);
        if (head != null) {
            customer.readFlags(new ByteReader(head));
            customer.readStanding(parts);
        }
        return customer;
    }

    private void readHead(ByteReader in, Parts parts) {
        readFlags(in);
        timeline.readHead(in, parts);
        stored = true;
        readStanding(parts);
        if ((storedFlags & HAS_LIVES) != 0) {
            timeline.readLives(part(LIVES, parts));
        }
        if ((storedFlags & HAS_FOLDS) != 0) {
            timeline.readFolds(part(FOLDS, parts));
        }
    }

    private void readFlags(ByteReader in) {
        checkFormat(in);
        definitions = in.readZigzag();
        nextDue = readDue(in);
        storedFlags = in.readByte();
        unsettled = (storedFlags & UNSETTLED) != 0;
    }

    private void readStanding(Parts parts) {
        if ((storedFlags & HAS_STANDING) != 0) {
            ByteReader standing = part(STANDING, parts);
            profile = Profile.read(standing);
            standings = Standings.read(standing);
        }
    }

    private static ByteReader part(int part, Parts parts) {
        byte[] bytes = parts.get(part);
        if (bytes == null) {
            throw new CorruptState("part " + part + " is missing");
        }
        return new ByteReader(bytes);
    }

    private static void checkFormat(ByteReader in) {
        int format = in.readByte();
        if (format != FORMAT) {
            throw new CorruptState("it is of format " + format + ", not " + FORMAT);
        }
    }

    /** The {@link #nextDue} that a head holds, without reading the rest: for rebuilding an index of due customers. */
    public static long nextDueOf(byte[] head) {
        ByteReader in = new ByteReader(head);
        checkFormat(in);
        in.readZigzag();
        return readDue(in);
    }

    /** The {@link #definitions} that a head holds, without reading the rest: for walking customers in a backfill. */
    public static long definitionsOf(byte[] head) {
        ByteReader in = new ByteReader(head);
        checkFormat(in);
        return in.readZigzag();
    }

    private static long readDue(ByteReader in) {
        long due = in.readVarint();
        return due == 0 ? NEVER : due;
    }

    /** Writes what changed since the last read or write; a forgotten customer's parts are all removed. */
    public void write(Parts parts) {
        if (isUnknown()) {
            condemnStored();
        }
        condemned.forEach(part -> parts.put(part, null));
        condemned.clear();
        if (isUnknown()) {
            return;
        }
        ByteWriter timelineHead = new ByteWriter();
        timeline.writeHead(timelineHead, parts);
        writeStanding(parts);
        if (timeline.livesChanged()) {
            ByteWriter out = new ByteWriter();
            timeline.writeLives(out);
            parts.put(LIVES, out.toBytes());
        }
        if (timeline.foldsChanged()) {
            ByteWriter out = new ByteWriter();
            timeline.writeFolds(out);
            parts.put(FOLDS, out.toBytes());
            storedFlags |= HAS_FOLDS;
        }
        storedFlags = storedFlags & (HAS_STANDING | HAS_FOLDS)
                | (timeline.hasLives() ? HAS_LIVES : 0)
                | (unsettled ? UNSETTLED : 0);
        ByteWriter head = new ByteWriter()
                .writeByte(FORMAT)
                .writeZigzag(definitions)
                .writeVarint(nextDue == NEVER ? 0 : nextDue)
                .writeByte(storedFlags)
                .append(timelineHead);
        parts.put(HEAD, head.toBytes());
        stored = true;
    }

    private void writeStanding(Parts parts) {
        if (profileChanged || standings.changed()) {
            ByteWriter out = new ByteWriter();
            profile.write(out);
            standings.write(out, parts);
            parts.put(STANDING, out.toBytes());
            storedFlags |= HAS_STANDING;
            profileChanged = false;
        }
    }

    public String id() {
        return id;
    }

    /** The sequence of the last change; 0 before the first. */
    public long sequence() {
        return standings.sequence();
    }

    /** When the last change occurred, epoch milliseconds; 0 before any. */
    public long lastChangeAt() {
        return standings.lastChangeAt();
    }

    /** The earliest instant at which time alone may change an answer, in epoch milliseconds, or {@link #NEVER}. */
    public long nextDue() {
        return nextDue;
    }

    /** The version (offset) of the definition set that this customer was last evaluated with; -1 before any. */
    public long definitions() {
        return definitions;
    }

    /** What is known of the customer apart from what they do. */
    public Profile profile() {
        return profile;
    }

    /** What the customer did; not to be changed. */
    public Timeline timeline() {
        return timeline;
    }

    /** All memberships now, by segment id. When they are expected to end is as it was at the last change. */
    public List<Membership> memberships() {
        return standings.memberships();
    }

    /** The changes kept, oldest first. */
    public List<KeptChange> keptChanges(Parts parts) {
        return standings.keptChanges(parts);
    }

    /** Entries kept, those folded into buckets not counted. */
    public int entries() {
        return timeline.size();
    }

    /** False once entries had to be folded into buckets and while those buckets are kept. */
    public boolean exact() {
        return timeline.exact();
    }

    /** Whether nothing is known of the customer: never seen, or forgotten. */
    public boolean isUnknown() {
        return definitions == -1 && standings.sequence() == 0 && profile == Profile.NONE && timeline.isEmpty();
    }

    boolean isMember(String segmentId) {
        return standings.of(segmentId) instanceof Standing.Member;
    }

    Standings standings() {
        return standings;
    }

    void know(Profile known) {
        profileChanged = true;
        profile = known;
    }

    void dueAt(long instant) {
        nextDue = instant;
    }

    void evaluatedWith(long version) {
        definitions = version;
    }

    /** Whether a rule for leaving held already when the customer entered, so that any evaluation may let them out. */
    boolean unsettled() {
        return unsettled;
    }

    void unsettled(boolean is) {
        unsettled = is;
    }

    /** Lets go of everything. */
    void forget() {
        condemnStored();
        definitions = -1;
        nextDue = NEVER;
        timeline = new Timeline();
        profile = Profile.NONE;
        standings = new Standings();
        profileChanged = false;
        unsettled = false;
    }

    private void condemnStored() {
        if (stored) {
            condemned.addAll(timeline.parts());
            condemned.addAll(standings.parts());
            condemned.addAll(List.of(FOLDS, LIVES, STANDING, HEAD));
        }
        stored = false;
        storedFlags = 0;
    }
}
