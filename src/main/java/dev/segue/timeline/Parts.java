package dev.segue.timeline;

/**
 * Where the binary parts of one customer's state live, by number. Part 0 is the head, which a known customer always has; what
 * the others are is up to whoever writes them.
 */
public interface Parts {

    /** The bytes of the part, or null. */
    byte[] get(int part);

    /** Shows all parts from one number (inclusive) to another (exclusive), in ascending order. */
    void each(int from, int to, Visitor visitor);

    /** Stores the part; null removes it. */
    void put(int part, byte[] bytes);

    /** Is shown parts. */
    interface Visitor {

        void visit(int part, byte[] bytes);
    }
}
