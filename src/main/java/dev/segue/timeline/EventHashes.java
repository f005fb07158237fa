package dev.segue.timeline;

/** A set of event hashes other than 0, held in one array (open addressing, linear probing). */
final class EventHashes {

    private long[] table = new long[128];
    private int size;

    boolean contains(long hash) {
        return table[slotOf(hash)] == hash;
    }

    void add(long hash) {
        int slot = slotOf(hash);
        if (table[slot] == hash) {
            return;
        }
        table[slot] = hash;
        if (++size > table.length / 2) {
            grow();
        }
    }

    void remove(long hash) {
        int gap = slotOf(hash);
        if (table[gap] != hash) {
            return;
        }
        size--;
        table[gap] = 0;
        // what was pushed past the gap moves back, so that a search may still end at the first empty slot
        for (int next = following(gap); table[next] != 0; next = following(next)) {
            int home = home(table[next]);
            boolean reachesPastGap = gap <= next ? home <= gap || home > next : home <= gap && home > next;
            if (reachesPastGap) {
                table[gap] = table[next];
                table[next] = 0;
                gap = next;
            }
        }
    }

    private int slotOf(long hash) {
        int slot = home(hash);
        while (table[slot] != 0 && table[slot] != hash) {
            slot = following(slot);
        }
        return slot;
    }

    private int home(long hash) {
        return (int) hash & (table.length - 1);
    }

    private int following(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long hash : old) {
            if (hash != 0) {
                table[slotOf(hash)] = hash;
            }
        }
    }
}
