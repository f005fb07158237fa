package dev.segue.query.cluster;

/** Neither the owner of a partition nor a standby can answer now; it is worth asking again a little later. */
public final class NobodyAnswers extends Exception {

    private static final long serialVersionUID = 1L;

    NobodyAnswers(String message) {
        super(message, null, false, false);
    }
}
