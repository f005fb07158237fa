package dev.segue.membership;

import dev.segue.timeline.ByteReader;
import dev.segue.timeline.ByteWriter;
import dev.segue.timeline.CorruptState;
import dev.segue.timeline.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A customer's changes of the retention, oldest first: the older ones in pages, parts of their own without gaps between their
 * numbers that are read only when asked for; the newest in memory.
 */
final class KeptChanges {

    private static final int PAGE_MOST = 8;
    private static final int PAGES_MOST = 1 << 29;

    private final List<KeptChange> fresh = new ArrayList<>(2);
    private final int firstPart;
    private int unwritten;
    private int firstPage;
    private int pastPages;
    private int inLastPage;
    /** When the newest change of the first page occurred. */
    private long firstPageTo;

    /** @param firstPart pages are parts from this number on */
    KeptChanges(int firstPart) {
        this.firstPart = firstPart;
        firstPage = firstPart;
        pastPages = firstPart;
    }

    void add(KeptChange change) {
        fresh.add(change);
        unwritten++;
    }

    /** Takes in a change that was {@link #takeUnwritten taken} to be written, and is in no page yet. */
    void restore(KeptChange change) {
        fresh.add(change);
    }

    /** The changes added since the last call. */
    List<KeptChange> takeUnwritten() {
        List<KeptChange> taken = List.copyOf(fresh.subList(fresh.size() - unwritten, fresh.size()));
        unwritten = 0;
        return taken;
    }

    /** All kept changes, oldest first. */
    List<KeptChange> all(Parts parts) {
        List<KeptChange> all = new ArrayList<>();
        for (int page = firstPage; page < pastPages; page++) {
            List<KeptChange> content = read(page, parts);
            // whoever reads in another thread may find more in the last page by now: in memory here, or later than this
            all.addAll(page < pastPages - 1 ? content : content.subList(0, Math.min(inLastPage, content.size())));
        }
        all.addAll(fresh);
        return all;
    }

    /** Puts the changes of memory into pages, and drops the pages of which all changes occurred at or before the cutoff. */
    void settle(Parts parts, long cutoff) {
        while (firstPage < pastPages && firstPageTo <= cutoff) {
            parts.put(firstPage++, null);
            if (firstPage < pastPages) {
                firstPageTo = newest(read(firstPage, parts));
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        boolean goesOn = firstPage < pastPages && inLastPage < PAGE_MOST;
        int page = goesOn ? pastPages - 1 : pastPages++;
        List<KeptChange> content = goesOn ? read(page, parts) : new ArrayList<>();
        content.addAll(fresh);
        fresh.clear();
        unwritten = 0;
        inLastPage = content.size();
        if (page == firstPage) {
            firstPageTo = newest(content);
        }
        parts.put(page, bytes(content));
    }

    /** The parts that hold changes. */
    List<Integer> parts() {
        return IntStream.range(firstPage, pastPages).boxed().toList();
    }

    private static long newest(List<KeptChange> changes) {
        return changes.get(changes.size() - 1).occurredAt();
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

    private static List<KeptChange> read(int page, Parts parts) {
        byte[] bytes = parts.get(page);
        if (bytes == null) {
            throw new CorruptState("a part that holds changes is missing");
        }
        List<KeptChange> changes = new ArrayList<>();
        ByteReader in = new ByteReader(bytes);
        long at = 0;
        for (int i = in.readCount(); i > 0; i--) {
            at += in.readZigzag();
            Change.Type type = in.readByte() == 0 ? Change.Type.ENTERED : Change.Type.EXITED;
            changes.add(new KeptChange(in.readString(), type, at));
        }
        if (changes.isEmpty()) {
            throw new CorruptState("a part that holds changes is empty");
        }
        return changes;
    }

    /** Writes where the pages are. */
    void writePages(ByteWriter out) {
        out.writeVarint(firstPage - firstPart)
                .writeVarint(pastPages - firstPage)
                .writeVarint(inLastPage)
                .writeZigzag(firstPageTo);
    }

    /** Reads where the pages are. */
    void readPages(ByteReader in) {
        firstPage = firstPart + in.readIndex(PAGES_MOST);
        pastPages = firstPage + in.readIndex(PAGES_MOST);
        inLastPage = in.readIndex(Integer.MAX_VALUE);
        firstPageTo = in.readZigzag();
    }

    /** Reads what format 2 wrote: of each page the part, how many changes it holds, and when the last of them occurred. */
    void readPagesOfFormat2(ByteReader in) {
        pastPages = firstPart + in.readIndex(PAGES_MOST);
        int pages = in.readCount();
        firstPage = pastPages - pages;
        for (int i = 0; i < pages; i++) {
            in.readVarint();
            inLastPage = in.readIndex(Integer.MAX_VALUE);
            long newest = in.readZigzag();
            firstPageTo = i == 0 ? newest : firstPageTo;
        }
    }
}
