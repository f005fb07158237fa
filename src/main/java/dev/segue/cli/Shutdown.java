package dev.segue.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be closed when the process ends, by itself or by a signal (SIGTERM, Ctrl-C): the last opened first, each
 * once.
 */
final class Shutdown implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "segue-shutdown"));
    }

    /** Has it closed at the end; at once, if the end has come already. */
    <C extends AutoCloseable> C closing(C closeable) {
        synchronized (this) {
            if (!closed) {
                open.push(closeable);
                return closeable;
            }
        }
        closeOne(closeable);
        return closeable;
    }

    /**
     * Opens what takes a while to open and has to be closed even where the end comes in the meantime: the end waits for
     * it.
     *
     * @throws InterruptedException if the end has come already; nothing is opened then
     */
    synchronized <C extends AutoCloseable> C opening(Callable<C> opening) throws Exception {
        if (closed) {
            throw new InterruptedException("the process is ending");
        }
        return closing(opening.call());
    }

    /** Closes everything; returns when that is done, whoever began it. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            closeOne(open.pop());
        }
    }

    private static void closeOne(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("{} was not closed cleanly", closeable.getClass().getSimpleName(), e);
        }
    }
}
