/**
 * Names and bytes outside the process: topics, stores, nodes; what the input topics hold turned into customer events, and
 * what Segue says turned into records. {@link dev.segue.wire.Intake} is the way in, {@link dev.segue.wire.Outbox} the way
 * out, {@link dev.segue.wire.DeadLetters} the way aside.
 */
package dev.segue.wire;
