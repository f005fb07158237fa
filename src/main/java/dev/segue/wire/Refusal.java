package dev.segue.wire;

/** A record is refused. The message is a sentence for people and holds nothing of the record's own content. */
public final class Refusal extends Exception {

    private final DeadLetterReason reason;

    public Refusal(DeadLetterReason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public DeadLetterReason reason() {
        return reason;
    }

    static void unless(boolean condition, DeadLetterReason reason, String message) throws Refusal {
        if (!condition) {
            throw new Refusal(reason, message);
        }
    }
}
