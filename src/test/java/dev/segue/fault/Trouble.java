package dev.segue.fault;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** What a front does to requests that produce or commit: to one of so many, some are done to all. */
enum Trouble {
    NONE(0, List.of(), List.of()),
    /** Errors after which the client tries again, some of them although it was done, and connections cut before the answer. */
    PASSING(
            8,
            List.of(
                    new Answer(Errors.NOT_LEADER_OR_FOLLOWER, false),
                    new Answer(Errors.NOT_ENOUGH_REPLICAS, false),
                    new Answer(Errors.REQUEST_TIMED_OUT, true),
                    new Answer(Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND, true),
                    Answer.CUT),
            List.of(
                    new Answer(Errors.COORDINATOR_NOT_AVAILABLE, false),
                    new Answer(Errors.NOT_COORDINATOR, false),
                    new Answer(Errors.COORDINATOR_LOAD_IN_PROGRESS, false),
                    new Answer(Errors.COORDINATOR_NOT_AVAILABLE, true),
                    Answer.CUT)),
    /** Errors that say another has taken over, after which a task begins anew. */
    FENCED(
            40,
            List.of(new Answer(Errors.INVALID_PRODUCER_EPOCH, false)),
            List.of(new Answer(Errors.INVALID_PRODUCER_EPOCH, false), new Answer(Errors.PRODUCER_FENCED, false))),
    /** Errors that end a stream thread. */
    FATAL(1, List.of(new Answer(Errors.TOPIC_AUTHORIZATION_FAILED, false)), List.of());

    /**
     * @param error null for none at all: the connection ends
     * @param done whether what was asked for is done nevertheless
     */
    record Answer(Errors error, boolean done) {

        static final Answer CUT = new Answer(null, true);
    }

    private final int oneOf;
    private final Map<ApiKeys, List<Answer>> answers;

    Trouble(int oneOf, List<Answer> produce, List<Answer> commit) {
        this.oneOf = oneOf;
        this.answers = Map.of(
                ApiKeys.PRODUCE, produce,
                ApiKeys.TXN_OFFSET_COMMIT, commit,
                ApiKeys.END_TXN, commit);
    }

    /** What to answer such a request instead of the truth; empty for the truth. */
    Optional<Answer> answer(ApiKeys request, Random random) {
        List<Answer> possible = answers.getOrDefault(request, List.of());
        return possible.isEmpty() || random.nextInt(oneOf) > 0
                ? Optional.empty()
                : Optional.of(possible.get(random.nextInt(possible.size())));
    }
}
