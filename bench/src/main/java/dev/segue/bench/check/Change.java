package dev.segue.bench.check;

/** A customer enters or leaves a segment at an instant of event time. */
record Change(String customerId, String segmentId, boolean entered, long occurredAt) {}
