package dev.segue.query.api;

import dev.segue.query.state.Tasks;

/** The service that the API speaks for. */
public interface Served extends Tasks {

    Health health();
}
