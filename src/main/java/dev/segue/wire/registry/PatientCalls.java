package dev.segue.wire.registry;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats each call of the registry's client until the registry answers it. */
final class PatientCalls implements InvocationHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PatientCalls.class);
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;
    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40403); // no such subject, no such schema

    private final SchemaRegistryClient client;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean away = new AtomicBoolean();

    PatientCalls(SchemaRegistryClient client) {
        this.client = client;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        for (long pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
            try {
                Object answer = method.invoke(client, arguments);
                if (away.get() && away.compareAndSet(true, false)) {
                    LOG.info("The schema registry answers again");
                }
                return answer;
            } catch (InvocationTargetException e) {
                Throwable cause = e.getCause();
                if (!passes(cause, method.getName().startsWith("get"))) {
                    throw cause;
                }
                if (away.compareAndSet(false, true)) {
                    LOG.warn("The schema registry cannot be used; waiting for it: {}", cause.toString());
                }
                waitFor(pause);
            }
        }
    }

    /**
     * Whether waiting may help. Of a question, any answer but "there is no such schema" is held to be the registry's
     * trouble and not the record's; a registration that is refused stays refused.
     */
    private static boolean passes(Throwable cause, boolean question) {
        if (cause instanceof RestClientException answer) {
            int status = answer.getStatus();
            return status >= 500
                    || status == 408
                    || status == 429
                    || (question && !NOT_FOUND.contains(answer.getErrorCode()));
        }
        return cause instanceof IOException;
    }

    private void waitFor(long pause) {
        try {
            if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                throw new RegistryClosed();
            }
        } catch (InterruptedException e) {
            throw new InterruptException("Interrupted while waiting for the schema registry", e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
