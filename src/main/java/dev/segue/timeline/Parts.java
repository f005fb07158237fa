package dev.segue.timeline;

/**
 * Where the binary parts of one customer's state live. Part 0 is the head, always there for a known customer and
 * rewritten with every event; the others hold what changes seldom, and older entries.
 */
public interface Parts {

    /** The bytes of the part, or null. */
    byte[] get(int part);

    /** Stores the part; null removes it. */
    void put(int part, byte[] bytes);
}
