package dev.segue.query.cluster;

import dev.segue.query.answer.Question;
import dev.segue.query.state.LocalState;
import dev.segue.query.state.NotHere;
import dev.segue.wire.Outbox;
import dev.segue.wire.Partitioner;
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
    private final Peers peers;
    private final Supplier<HostInfo> self;
    private final Partitioner partitioner;
    private final IntSupplier partitions;
    private final ExecutorService gathering;

    /**
     * @param self where this instance is found by others
     * @param partitions of the inputs; 0 while that is not known
     * @param gathering asks several partitions at once
     */
    public Instances(
            LocalState local,
            Ownership ownership,
            Peers peers,
            Supplier<HostInfo> self,
            Partitioner partitioner,
            IntSupplier partitions,
            ExecutorService gathering) {
        this.local = local;
        this.ownership = ownership;
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
     * @return empty where the owner does not know the customer
     * @throws NobodyAnswers also where only a standby answers, and does not know the customer: the owner may
     */
    public <A> Optional<A> ofCustomer(String customerId, Question<A> question) throws NobodyAnswers {
        return ask(partitionOf(customerId), question);
    }

    /** Asks a partition. */
    public <A> A ofPartition(int partition, Question<A> question) throws NobodyAnswers {
        return ask(partition, question)
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

    private <A> Optional<A> ask(int partition, Question<A> question) throws NobodyAnswers {
        try {
            return local.active(partition, question::ask);
        } catch (NotHere elsewhere) {
            return askOthers(partition, question);
        }
    }

    private <A> Optional<A> askOthers(int partition, Question<A> question) throws NobodyAnswers {
        Holders holders = ownership.of(partition);
        HostInfo here = self.get();
        String reason = "no instance owns it";
        if (holders.owner().isPresent() && !holders.owner().get().equals(here)) {
            try {
                return peers.ask(holders.owner().get(), partition, false, question);
            } catch (NotHere e) {
                reason = e.getMessage();
            }
        }
        for (HostInfo standby : holders.standbys()) {
            try {
                Optional<A> answer = standby.equals(here)
                        ? local.standby(partition, question::ask)
                        : peers.ask(standby, partition, true, question);
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
