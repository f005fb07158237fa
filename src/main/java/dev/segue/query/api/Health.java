package dev.segue.query.api;

import java.util.Optional;

/** How the service is. */
public interface Health {

    /** False when only a restart can help. */
    boolean isLive();

    /** Whether it does its work now. */
    boolean isReady();

    /** Something that an operator should look at though the service works. */
    Optional<String> problem();
}
