package dev.segue.wire.registry;

import org.apache.kafka.common.KafkaException;

/** The wait for the schema registry was given up because the process is closing. */
public final class RegistryClosed extends KafkaException {

    RegistryClosed() {
        super("The schema registry did not answer before Segue was closed");
    }
}
