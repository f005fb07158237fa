/**
 * What makes an HTTP API of {@link dev.segue.query.http.Route routes}: serves them, describes them at {@code /openapi.json}, and answers
 * whatever goes wrong with a problem document.
 */
package dev.segue.query.http;
