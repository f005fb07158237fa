package dev.segue.event;

/** The customer is to be forgotten: everything that is known of them goes. */
public record Forget(String customerId) implements CustomerEvent {}
