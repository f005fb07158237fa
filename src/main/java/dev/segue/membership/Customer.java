package dev.segue.membership;

import dev.segue.rule.plan.Plan;
import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import dev.segue.timeline.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that Segue keeps of one customer: timeline, profile, memberships, kept changes, the next instant at which time
 * alone can change an answer. Mutable, confined to one thread; only {@link Assigner} changes it.
 *
 * <p>Its binary form is divided over {@link Parts} by how often they change:
 *
 * <pre>
 * 0 head       format, definitions, flags, next due            when due earlier, or when that was passed
 * 1 standing   sequence, standings, which parts hold changes   with every change
 * 2 profile                                                    with every profile update
 * 3 past       life measures and buckets                       when something is let go of
 * 4 ...        runs of entries                                 each event is part of a new one
 * 2^30 ...     kept changes                                    with every change
 * </pre>
 *
 * <p>An instant due that moved to later is not written: what is stored is then too early, which costs a look and does no harm.
 */
public final class Customer {

    /** The instant that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int FORMAT = 3;

    /** In it the standings and where kept changes are were one part, without a log; all else was as it is. */
    private static final int FORMAT_BEFORE = 2;

    private static final int HEAD = 0;
    private static final int STANDING = 1;
    private static final int PROFILE = 2;
    private static final int TIMELINE = 3;
    private static final int CHANGES = 1 << 30;
    private static final int LOG = StandingLog.firstLogPart(CHANGES);

    private static final int UNSETTLED = 1;

    /** A series with its running totals, about. */
    private static final int ENTRIES_A_SERIES = 2;

    private final String id;
    private long definitions = -1;
    private long nextDue = NEVER;
    private Timeline timeline = new Timeline(TIMELINE);
    private Profile profile = Profile.NONE;
    private final StandingLog standing = new StandingLog(STANDING, CHANGES);
    private boolean unsettled;
    private Vigil vigil;

    private Head stored;
    private boolean profileChanged;
    private final List<Integer> condemned = new ArrayList<>(0);

    /** The part of the customer that others need without the rest. */
    private record Head(int format, long definitions, boolean unsettled, long nextDue) {

        static Head read(byte[] bytes) {
            ByteReader in = new ByteReader(bytes);
            int format = in.readByte();
            if (format != FORMAT && format != FORMAT_BEFORE) {
                throw new CorruptState("another version of Segue wrote it, in format " + format
                        + ", and this one reads " + FORMAT_BEFORE + " and " + FORMAT
                        + "; run the version that wrote it, or read the topics anew with another application.id");
            }
            long definitions = in.readZigzag();
            boolean unsettled = (in.readByte() & UNSETTLED) != 0;
            long due = in.readVarint();
            return new Head(format, definitions, unsettled, due == 0 ? NEVER : due);
        }

        byte[] toBytes() {
            return new ByteWriter()
                    .writeByte(format)
                    .writeZigzag(definitions)
                    .writeByte(unsettled ? UNSETTLED : 0)
                    .writeVarint(nextDue == NEVER ? 0 : nextDue)
                    .toBytes();
        }

        /** Whether this may stand at an instant in place of the true head: it differs at most in being due too early. */
        boolean serves(Head truth, long now) {
            return format == truth.format
                    && definitions == truth.definitions
                    && unsettled == truth.unsettled
                    && (nextDue == truth.nextDue || nextDue < truth.nextDue && nextDue > now);
        }
    }

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
            customer.read(Head.read(head), parts);
        }
        return customer;
    }

    private void read(Head head, Parts parts) {
        take(head);
        parts.each(STANDING, CHANGES, this::take);
        timeline.readAll();
    }

    /**
     * Reads profile and memberships alone, whatever the length of the timeline, which is left empty: for looking at, never for
     * writing back.
     */
    public static Customer readStanding(String id, Parts parts) {
        Customer customer = new Customer(id);
        byte[] head = parts.get(HEAD);
        if (head != null) {
            // the log first: if all is written anew meanwhile, what is void is taken for that, where a later log would
            // lack its base
            SortedMap<Integer, byte[]> log = new TreeMap<>();
            parts.each(LOG, CHANGES, log::put);
            customer.take(Head.read(head));
            customer.take(STANDING, parts.get(STANDING));
            customer.take(PROFILE, parts.get(PROFILE));
            log.forEach(customer::take);
        }
        return customer;
    }

    private void take(Head head) {
        stored = head;
        definitions = head.definitions();
        nextDue = head.nextDue();
        unsettled = head.unsettled();
    }

    private void take(int part, byte[] bytes) {
        if (bytes == null) {
            return;
        }
        if (part >= LOG) {
            standing.readLogPart(part, bytes);
        } else if (part == PROFILE) {
            profile = Profile.read(new ByteReader(bytes));
        } else if (part != STANDING) {
            timeline.read(part, bytes);
        } else if (stored.format() == FORMAT_BEFORE) {
            standing.readFormat2(bytes);
        } else {
            standing.readBase(bytes);
        }
    }

    /** The {@link #nextDue} that a head holds, without reading the rest: for rebuilding an index of due customers. */
    public static long nextDueOf(byte[] head) {
        return Head.read(head).nextDue();
    }

    /** The {@link #definitions} that a head holds, without reading the rest: for walking customers in a backfill. */
    public static long definitionsOf(byte[] head) {
        return Head.read(head).definitions();
    }

    /**
     * Writes what changed since the last read or write; a forgotten customer's parts are all removed.
     *
     * @param now the clock
     */
    public void write(Parts parts, long now) {
        if (isUnknown()) {
            condemnStored();
        }
        condemned.forEach(part -> parts.put(part, null));
        condemned.clear();
        if (isUnknown()) {
            return;
        }
        timeline.write(parts);
        if (profileChanged) {
            ByteWriter out = new ByteWriter();
            profile.write(out);
            parts.put(PROFILE, out.toBytes());
            profileChanged = false;
        }
        standing.write(parts);
        Head head = new Head(FORMAT, definitions, unsettled, nextDue);
        if (stored == null || !stored.serves(head, now)) {
            parts.put(HEAD, head.toBytes());
            stored = head;
        }
    }

    public String id() {
        return id;
    }

    /** The sequence of the last change; 0 before the first. */
    public long sequence() {
        return standings().sequence();
    }

    /** When the last change occurred, epoch milliseconds; 0 before any. */
    public long lastChangeAt() {
        return standings().lastChangeAt();
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
        return standings().memberships();
    }

    /** The changes kept, oldest first. */
    public List<KeptChange> keptChanges(Parts parts) {
        return standings().changes().all(parts);
    }

    /** How much of the memory the customer takes, in entries: those kept, and what rules have worked out over them. */
    public int weight() {
        return entries() + ENTRIES_A_SERIES * Plan.seriesOf(timeline);
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
        return definitions == -1 && standings().sequence() == 0 && profile == Profile.NONE && timeline.isEmpty();
    }

    boolean isMember(String segmentId) {
        return standings().of(segmentId) instanceof Standing.Member;
    }

    Standings standings() {
        return standing.standings();
    }

    /** What is borne in mind of the customer in regard to some rules, as long as nobody looks at them by others. */
    @SuppressWarnings("ReferenceEquality") // other rules, if they be equal, are numbered otherwise
    Vigil vigil(Rulebook rules) {
        if (vigil == null || vigil.rules() != rules) {
            vigil = new Vigil(rules, this);
        }
        return vigil;
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
        timeline = new Timeline(TIMELINE);
        profile = Profile.NONE;
        standing.forget();
        profileChanged = false;
        unsettled = false;
        vigil = null;
    }

    private void condemnStored() {
        if (stored != null) {
            condemned.addAll(List.of(HEAD, PROFILE));
            condemned.addAll(timeline.parts());
            condemned.addAll(standing.parts());
        }
        stored = null;
    }
}
