package dev.segue.query.http;

import java.util.List;

/** Calls that belong together. */
public interface Routes {

    List<Route> routes();
}
