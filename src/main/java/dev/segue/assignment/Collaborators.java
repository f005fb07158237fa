package dev.segue.assignment;

import dev.segue.config.Settings;
import dev.segue.metric.Metrics;
import dev.segue.wire.DeadLetters;
import dev.segue.wire.Intake;
import dev.segue.wire.Outbox;
import java.util.function.LongSupplier;

/**
 * What the tasks of a process share.
 *
 * @param wallClock now, in epoch milliseconds
 */
record Collaborators(
        Settings settings,
        Intake intake,
        Outbox outbox,
        DeadLetters deadLetters,
        DefinitionsFeed feed,
        CaughtUp caughtUp,
        Tenures tenures,
        Metrics metrics,
        LongSupplier wallClock) {}
