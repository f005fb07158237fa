package dev.segue.assignment.task;

import dev.segue.assignment.store.CustomerStore;
import dev.segue.assignment.store.TaskProgress;
import dev.segue.membership.Customer;
import dev.segue.wire.StateKeys;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Brings every known customer up to the definition set in force, a slice at a time. How far it came is part of the task's state,
 * so that a stop in the middle neither loses nor repeats anything.
 */
final class Backfill {

    private final CustomerStore customers;
    private final TaskProgress progress;
    private byte[] cursor;
    private long passed;

    Backfill(CustomerStore customers, TaskProgress progress) {
        this.customers = customers;
        this.progress = progress;
        restart();
    }

    /** Begins anew: another set came into force. */
    final void restart() {
        cursor = progress.backfillCursor();
        passed = progress.count(StateKeys.BACKFILL_DONE);
    }

    /** How many customers it has passed; -1 once it is done. */
    long passed() {
        return done() ? -1 : passed;
    }

    boolean done() {
        return cursor == null;
    }

    /**
     * Brings customers up while the budget lasts, at least one.
     *
     * @param version customers last evaluated with an older set are brought up
     * @param bringUp does it for one customer, by id
     */
    void slice(long version, Budget budget, Consumer<String> bringUp) {
        if (done()) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> heads = customers.heads(cursor)) {
            while (heads.hasNext()) {
                KeyValue<Bytes, byte[]> head = heads.next();
                cursor = head.key.get();
                passed++;
                if (Customer.definitionsOf(head.value) < version) {
                    bringUp.accept(StateKeys.customerOfHead(cursor));
                }
                if (budget.isSpent()) {
                    note(cursor);
                    return;
                }
            }
        }
        note(null);
    }

    private void note(byte[] reached) {
        cursor = reached;
        progress.backfillCursor(reached);
        progress.count(StateKeys.BACKFILL_DONE, passed);
    }
}
