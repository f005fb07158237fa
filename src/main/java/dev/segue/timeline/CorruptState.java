package dev.segue.timeline;

/** Bytes read as a customer's state are not what was once written. */
public final class CorruptState extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CorruptState(String detail) {
        super("the stored state of a customer cannot be read: " + detail);
    }
}
