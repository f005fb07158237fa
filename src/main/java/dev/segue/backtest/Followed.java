package dev.segue.backtest;

import dev.segue.membership.Customer;

/** A customer, and the instant at which the {@link DueIndex} will look at them next. */
final class Followed {

    final Customer customer;
    long scheduled = Customer.NEVER;

    Followed(Customer customer) {
        this.customer = customer;
    }
}
