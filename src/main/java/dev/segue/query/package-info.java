/** What Segue answers over HTTP. */
package dev.segue.query;
