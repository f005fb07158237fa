package dev.segue.query.state;

/** Drafts tried on the customers of a partition, beside its task. */
public interface LocalPreviews {

    /** Begins with one; what was begun already goes on. */
    PreviewPart begin(PreviewOrder order);

    /** How far it has come. One that nobody looks at is given up after a while. */
    PreviewPart look(String id);

    /** Gives it up, if it has not ended. */
    PreviewPart cancel(String id);
}
