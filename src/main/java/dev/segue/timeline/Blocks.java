package dev.segue.timeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the kept entries are divided over parts: the newest in the head, which is rewritten with every event and therefore
 * kept short; the others in blocks by time, which are rewritten only when a late entry falls into one.
 */
final class Blocks {

    /** The head hands entries over to a block when it holds more than this. */
    private static final int HEAD_MOST = 32;

    /** So many it keeps then. */
    private static final int HEAD_LEAST = 8;

    /** A block is not added to beyond this. */
    private static final int BLOCK_MOST = 96;

    // even numbers are the timeline's, odd ones are left to others
    private static final int FIRST_PART = 16;

    private final List<Block> blocks = new ArrayList<>(0);
    private long headFrom = Long.MIN_VALUE;
    private int nextPart = FIRST_PART;

    /** A block: the entries from an instant up to where the next begins. */
    private static final class Block {
        private final int part;
        private final long from;
        private int count;
        private boolean changed;

        Block(int part, long from, int count) {
            this.part = part;
            this.from = from;
            this.count = count;
        }
    }

    /** The instant from which on entries are in the head. */
    long headFrom() {
        return headFrom;
    }

    List<Integer> parts() {
        return blocks.stream().map(block -> block.part).toList();
    }

    /** Notes that an entry came at this instant. */
    void touch(long at) {
        if (at >= headFrom) {
            return;
        }
        int index = blocks.size() - 1;
        while (index > 0 && blocks.get(index).from > at) {
            index--;
        }
        blocks.get(index).changed = true;
        blocks.get(index).count++;
    }

    /** Brings the stored blocks up to date: drops what is no longer kept, hands over from a full head. */
    void settle(Timeline timeline, Parts parts, long keptAfter) {
        while (!blocks.isEmpty() && end(0) <= keptAfter) {
            parts.put(blocks.remove(0).part, null);
        }
        int inHead = 0;
        for (Track track : timeline.tracks()) {
            inHead += track.size() - firstOf(track, headFrom);
        }
        if (inHead > HEAD_MOST) {
            handOver(timeline, inHead);
        }
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.changed) {
                ByteWriter out = new ByteWriter();
                new EntryBlock(timeline).write(i == 0 ? Long.MIN_VALUE : block.from, end(i), out);
                parts.put(block.part, out.toBytes());
                block.changed = false;
            }
        }
    }

    private void handOver(Timeline timeline, int inHead) {
        List<Long> instants = new ArrayList<>(inHead);
        for (Track track : timeline.tracks()) {
            for (int i = firstOf(track, headFrom); i < track.size(); i++) {
                instants.add(track.get(i).at());
            }
        }
        Collections.sort(instants);
        // entries of one instant stay together: the head may be left with more than the least, or with none to hand
        // over
        long boundary = instants.get(inHead - HEAD_LEAST);
        int moved = Collections.binarySearch(instants, boundary);
        while (moved > 0 && instants.get(moved - 1) == boundary) {
            moved--;
        }
        if (moved == 0) {
            boundary = instants.get(inHead - 1);
            moved = instants.indexOf(boundary);
        }
        if (moved == 0) {
            return;
        }
        Block last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
        if (last == null || last.count + moved > BLOCK_MOST) {
            last = new Block(nextPart, instants.get(0), 0);
            nextPart += 2;
            blocks.add(last);
        }
        last.count += moved;
        last.changed = true;
        headFrom = boundary;
    }

    // where the index-th block ends (exclusive)
    private long end(int index) {
        return index + 1 < blocks.size() ? blocks.get(index + 1).from : headFrom;
    }

    private static int firstOf(Track track, long from) {
        return from == Long.MIN_VALUE ? 0 : track.firstAfter(from - 1);
    }

    void write(ByteWriter out) {
        out.writeVarint(nextPart).writeVarint(blocks.size());
        if (!blocks.isEmpty()) {
            out.writeZigzag(headFrom);
        }
        long before = headFrom;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            out.writeVarint(before - block.from)
                    .writeVarint(nextPart - block.part)
                    .writeVarint(block.count);
            before = block.from;
        }
    }

    void read(ByteReader in) {
        nextPart = (int) in.readVarint();
        int count = in.readCount();
        headFrom = count == 0 ? Long.MIN_VALUE : in.readZigzag();
        long before = headFrom;
        for (int i = 0; i < count; i++) {
            before -= in.readVarint();
            int part = nextPart - (int) in.readVarint();
            blocks.add(0, new Block(part, before, (int) in.readVarint()));
        }
    }
}
