package dev.segue.bench.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/**
 * A history of customers' events in the order in which they arrive; equal workloads give equal histories.
 *
 * @param customers how many there are to draw from; not all need to come
 * @param events how many records, duplicates included
 * @param begins when the first event happens
 */
public record Workload(Popularity popularity, int customers, int events, long seed, Instant begins) {

    /** How much event time a history takes, about. */
    public static final Duration SPAN = Duration.ofDays(35);

    /** How long after it happened an event arrives at the latest, counted in event time. */
    public static final Duration LATEST = Duration.ofMinutes(5);

    /** When histories begin whose place in time does not matter. */
    public static final Instant BEGINS = Instant.parse("2025-03-01T00:00:00Z");

    /** The history: sessions of many customers, interleaved. */
    public Iterator<Arrival> history() {
        return new Sessions(this);
    }

    /** Events without end and without sessions: each is of a customer drawn anew. Times are given one by one. */
    public LiveTraffic live() {
        return new LiveTraffic(this);
    }
}
