package dev.segue.assignment.task;

import dev.segue.assignment.definitions.DefinitionsFeed;
import dev.segue.assignment.watch.CaughtUp;
import dev.segue.assignment.watch.Tenures;
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
public record Collaborators(
        Settings settings,
        Intake intake,
        Outbox outbox,
        DeadLetters deadLetters,
        DefinitionsFeed feed,
        CaughtUp caughtUp,
        Tenures tenures,
        Metrics metrics,
        LongSupplier wallClock) {}
