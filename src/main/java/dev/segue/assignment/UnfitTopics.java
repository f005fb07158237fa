package dev.segue.assignment;

/** The topics are not as Segue needs them; the message names them and says what is wrong. */
public final class UnfitTopics extends RuntimeException {

    UnfitTopics(String message) {
        super(message);
    }
}
