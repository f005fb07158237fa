package dev.segue.query.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.explain.UnanswerableInstant;
import dev.segue.query.question.Question;
import dev.segue.query.state.LocalState;
import dev.segue.query.state.NotHere;
import dev.segue.wire.Outbox;
import dev.segue.wire.Partitioner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * All instances as one: a question goes to whoever holds the partition. The owner answers, be it this instance or another; while
 * it does not, a standby does, and says how far it is behind.
 */
public final class Instances {

    private final LocalState local;
    private final Ownership ownership;
    private final ObjectMapper json;
    private final Peers peers;
    private final Supplier<HostInfo> self;
    private final Partitioner partitioner;
    private final IntSupplier partitions;
    private final ExecutorService gathering;

    /**
     * @param json the JSON of all answers
     * @param self where this instance is found by others
     * @param partitions of the inputs; 0 while that is not known
     * @param gathering asks several partitions at once
     */
    public Instances(
            LocalState local,
            Ownership ownership,
            ObjectMapper json,
            Peers peers,
            Supplier<HostInfo> self,
            Partitioner partitioner,
            IntSupplier partitions,
            ExecutorService gathering) {
        this.local = local;
        this.ownership = ownership;
        this.json = json;
        this.peers = peers;
        this.self = self;
        this.partitioner = partitioner;
        this.partitions = partitions;
        this.gathering = gathering;
    }

    /** The number of partitions. */
    public int partitions() throws NobodyAnswers {
        int count = partitions.getAsInt();
        if (count == 0) {
            throw new NobodyAnswers("This instance has not started yet.");
        }
        return count;
    }

    /** The partition where a customer belongs. */
    public int partitionOf(String customerId) throws NobodyAnswers {
        return partitioner.partition(Outbox.key(customerId), partitions());
    }

    /**
     * Asks of a customer.
     *
     * @return the answer as JSON: what another instance answers is handed on as it is; empty where the owner does not know the
     *     customer
     * @throws NobodyAnswers also where only a standby answers, and does not know the customer: the owner may
     * @throws UnanswerableInstant where the question is for an instant of which nothing is known
     */
    public Optional<byte[]> ofCustomer(String customerId, Question<?> question) throws NobodyAnswers {
        return ask(partitionOf(customerId), question, json::writeValueAsBytes, told -> told);
    }

    /** Asks a partition. */
    public <A> A ofPartition(int partition, Question<A> question) throws NobodyAnswers {
        return ask(partition, question, own -> own, told -> json.readValue(told, question.answer()))
                .orElseThrow(() -> new NobodyAnswers("Partition " + partition + " has no answer now."));
    }

    /** Asks all partitions; answers come in their order, all of them or none. */
    public <A> List<A> ofAll(Question<A> question) throws NobodyAnswers {
        int count = partitions();
        List<Future<A>> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = i;
            asked.add(gathering.submit(() -> ofPartition(partition, question)));
        }
        List<A> answers = new ArrayList<>();
        for (Future<A> one : asked) {
            answers.add(result(one));
        }
        return answers;
    }

    /** Asks all partitions; answers come in their order, empty where nobody answers. */
    public <A> List<Optional<A>> ofEach(Question<A> question) throws NobodyAnswers {
        int count = partitions();
        List<Future<Optional<A>>> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = i;
            asked.add(gathering.submit(() -> {
                try {
                    return Optional.of(ofPartition(partition, question));
                } catch (NobodyAnswers e) {
                    return Optional.<A>empty();
                }
            }));
        }
        List<Optional<A>> answers = new ArrayList<>();
        for (Future<Optional<A>> one : asked) {
            answers.add(result(one));
        }
        return answers;
    }

    /** Who holds which partition. */
    public Ownership ownership() {
        return ownership;
    }

    private static <A> A result(Future<A> one) throws NobodyAnswers {
        try {
            return one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NobodyAnswers nobody) {
                throw nobody;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NobodyAnswers("The instance is stopping.");
        }
    }

    /** Brings an answer into the form in which it is wanted. */
    private interface Form<A, R> {

        R of(A answer) throws IOException;

        default Optional<R> of(Optional<A> answer) throws NotHere {
            try {
                return answer.isPresent() ? Optional.of(of(answer.get())) : Optional.empty();
            } catch (IOException e) {
                throw new NotHere("an answer cannot be read: " + e);
            }
        }
    }

    private <A, R> Optional<R> ask(int partition, Question<A> question, Form<A, R> own, Form<byte[], R> told)
            throws NobodyAnswers {
        try {
            return own.of(local.active(partition, question::ask));
        } catch (NotHere elsewhere) {
            return askOthers(partition, question, own, told, elsewhere.getMessage());
        }
    }

    private <A, R> Optional<R> askOthers(
            int partition, Question<A> question, Form<A, R> own, Form<byte[], R> told, String why)
            throws NobodyAnswers {
        Holders holders = ownership.of(partition);
        HostInfo here = self.get();
        String reason = holders.owner().isPresent() ? why : "no instance owns it";
        if (holders.owner().isPresent() && !holders.owner().get().equals(here)) {
            try {
                return told.of(peers.ask(holders.owner().get(), new PeerQuestion(partition, false, question)));
            } catch (NotHere e) {
                reason = e.getMessage();
            }
        }
        for (HostInfo standby : holders.standbys()) {
            try {
                Optional<R> answer = standby.equals(here)
                        ? own.of(local.standby(partition, question::ask))
                        : told.of(peers.ask(standby, new PeerQuestion(partition, true, question)));
                if (answer.isPresent()) {
                    return answer;
                }
                reason = "a standby does not know the customer, but the owner may";
            } catch (NotHere e) {
                reason = e.getMessage();
            }
        }
        throw new NobodyAnswers("Nobody can answer for partition " + partition + " now: " + reason + ".");
    }

    /** Answers what another instance asks, from what this one holds. */
    public Optional<?> answer(PeerQuestion asked) throws NotHere {
        return asked.standby()
                ? local.standby(asked.partition(), asked.question()::ask)
                : local.active(asked.partition(), asked.question()::ask);
    }
}
