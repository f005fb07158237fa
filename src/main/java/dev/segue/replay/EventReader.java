package dev.segue.replay;

import dev.segue.event.CustomerEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * Events, read from rows as they are asked for. A row may make no event, or several, and may make them only when a later
 * row, or the end, shows that it was complete.
 */
abstract class EventReader implements Iterator<CustomerEvent> {

    private final Queue<CustomerEvent> ready = new ArrayDeque<>();

    /** Reads on; false at the end, after having {@link #emit emitted} what was left. */
    protected abstract boolean readRow();

    protected final void emit(CustomerEvent event) {
        ready.add(event);
    }

    @Override
    public final boolean hasNext() {
        boolean more = true;
        while (more && ready.isEmpty()) {
            more = readRow();
        }
        return !ready.isEmpty();
    }

    @Override
    public final CustomerEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
