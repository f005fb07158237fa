/**
 * The HTTP API: {@link dev.segue.query.http.ApiServer} serves {@link dev.segue.query.http.Route routes}, which are also what the
 * description at {@code /openapi.json} is made of.
 */
package dev.segue.query.http;
