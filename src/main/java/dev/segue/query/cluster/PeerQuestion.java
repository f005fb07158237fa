package dev.segue.query.cluster;

import dev.segue.explain.UnanswerableInstant;
import dev.segue.query.question.Question;

/**
 * What one instance asks another, which answers from what it holds or not at all: it never asks on.
 *
 * @param standby whether a copy may answer
 */
public record PeerQuestion(int partition, boolean standby, Question<?> question) {

    /** Where an instance is asked by its peers. */
    public static final String PATH = "/internal/questions";

    /** The status that says that the customer is not known. */
    public static final int NOT_KNOWN = 204;

    /** The status that says that the instant asked for is out of reach; the answer is a {@link Reach}. */
    public static final int OUT_OF_REACH = 422;

    /** The instants that can be asked for, epoch milliseconds. */
    public record Reach(long asked, long from, long to) {

        public static Reach of(UnanswerableInstant refusal) {
            return new Reach(refusal.asked(), refusal.from(), refusal.to());
        }

        UnanswerableInstant refusal() {
            return new UnanswerableInstant(asked, from, to);
        }
    }
}
