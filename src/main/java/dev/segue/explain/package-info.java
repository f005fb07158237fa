/**
 * Why customers are in segments or not: explanations in fields and in words, and memberships as of the past. Plain functions
 * of a customer's state; what serves them over the network is elsewhere.
 */
package dev.segue.explain;
