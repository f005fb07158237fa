package dev.segue.query.state;

/** This instance cannot answer for a partition now; another may. */
public final class NotHere extends Exception {

    private static final long serialVersionUID = 1L;

    public NotHere(String message) {
        super(message, null, false, false);
    }
}
