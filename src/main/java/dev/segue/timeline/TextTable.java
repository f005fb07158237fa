package dev.segue.timeline;

import java.util.Arrays;

/** Numbers texts from 0 on in the order in which they are first asked for (open addressing, linear probing). */
final class TextTable {

    private String[] texts = new String[8];
    private int[] slots = new int[32];
    private int size;

    int size() {
        return size;
    }

    /** The number of a text; one that is new takes the next. */
    int indexOf(String text) {
        int slot = home(text);
        // a slot holds a number plus one; 0 is free
        for (int found = slots[slot]; found != 0; found = slots[slot]) {
            if (texts[found - 1].equals(text)) {
                return found - 1;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (size == texts.length) {
            grow();
            slot = freeSlot(text);
        }
        texts[size] = text;
        slots[slot] = ++size;
        return size - 1;
    }

    private int home(String text) {
        int hash = text.hashCode();
        return (hash ^ hash >>> 15) & (slots.length - 1);
    }

    private int freeSlot(String text) {
        int slot = home(text);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        String[] known = texts;
        texts = Arrays.copyOf(known, 2 * known.length);
        slots = new int[2 * slots.length];
        for (int i = 0; i < size; i++) {
            slots[freeSlot(known[i])] = i + 1;
        }
    }
}
