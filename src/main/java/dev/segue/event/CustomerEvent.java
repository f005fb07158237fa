package dev.segue.event;

/** Anything that a customer did or that happened to what is known of them. Times are epoch milliseconds (event time). */
public sealed interface CustomerEvent permits Activity, ProfileUpdate, Forget {

    /** The customer; never blank. */
    String customerId();
}
