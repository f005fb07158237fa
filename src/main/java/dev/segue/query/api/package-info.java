/** The calls of the API, and all that they need put together: {@link dev.segue.query.api.QueryServer} is the way in. */
package dev.segue.query.api;
