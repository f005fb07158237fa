package dev.segue.membership;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import java.util.ArrayList;
import java.util.List;

/** A customer's changes of the retention, oldest first, in parts of their own that are read only when asked for. */
final class KeptChanges {

    private static final int PART_MOST = 24;

    private final List<Page> pages = new ArrayList<>(1);
    private final List<KeptChange> fresh = new ArrayList<>(2);
    private final int firstPart;
    private int nextPart;

    /** A stored part: how many changes it holds, and when the last of them occurred. */
    private record Page(int part, int count, long newest) {}

    /** @param firstPart changes are kept in parts from this number on */
    KeptChanges(int firstPart) {
        this.firstPart = firstPart;
        nextPart = firstPart;
    }

    void add(KeptChange change) {
        fresh.add(change);
    }

    /** All kept changes, oldest first. */
    List<KeptChange> all(Parts parts) {
        List<KeptChange> all = new ArrayList<>();
        pages.forEach(page -> read(parts.get(page.part()), all));
        all.addAll(fresh);
        return all;
    }

    /** Stores the changes added since, and drops the parts of which all changes occurred at or before the cutoff. */
    void settle(Parts parts, long cutoff) {
        while (!pages.isEmpty() && pages.get(0).newest() <= cutoff) {
            parts.put(pages.remove(0).part(), null);
        }
        if (fresh.isEmpty()) {
            return;
        }
        Page last = pages.isEmpty() ? null : pages.get(pages.size() - 1);
        List<KeptChange> content = new ArrayList<>();
        int part = nextPart;
        if (last != null && last.count() < PART_MOST) {
            pages.remove(last);
            part = last.part();
            read(parts.get(part), content);
        } else {
            nextPart++;
        }
        content.addAll(fresh);
        fresh.clear();
        parts.put(part, bytes(content));
        pages.add(new Page(part, content.size(), content.get(content.size() - 1).occurredAt()));
    }

    /** The parts that hold changes. */
    List<Integer> parts() {
        return pages.stream().map(Page::part).toList();
    }

    private static byte[] bytes(List<KeptChange> changes) {
        ByteWriter out = new ByteWriter().writeVarint(changes.size());
        long before = 0;
        for (KeptChange change : changes) {
            out.writeZigzag(change.occurredAt() - before)
                    .writeByte(change.type() == Change.Type.ENTERED ? 0 : 1)
                    .writeString(change.segmentId());
            before = change.occurredAt();
        }
        return out.toBytes();
    }

    private static void read(byte[] bytes, List<KeptChange> into) {
        if (bytes == null) {
            throw new CorruptState("a part that holds changes is missing");
        }
        ByteReader in = new ByteReader(bytes);
        long at = 0;
        for (int i = in.readCount(); i > 0; i--) {
            at += in.readZigzag();
            Change.Type type = in.readByte() == 0 ? Change.Type.ENTERED : Change.Type.EXITED;
            into.add(new KeptChange(in.readString(), type, at));
        }
    }

    void write(ByteWriter out) {
        out.writeVarint(nextPart - firstPart).writeVarint(pages.size());
        pages.forEach(page -> out.writeVarint(page.part() - firstPart)
                .writeVarint(page.count())
                .writeZigzag(page.newest()));
    }

    static KeptChanges read(int firstPart, ByteReader in) {
        KeptChanges changes = new KeptChanges(firstPart);
        changes.nextPart = firstPart + (int) in.readVarint();
        for (int i = in.readCount(); i > 0; i--) {
            changes.pages.add(new Page(firstPart + (int) in.readVarint(), (int) in.readVarint(), in.readZigzag()));
        }
        return changes;
    }
}
