/**
 * The ten segments in plain Java: what is kept of a customer, what the rules say of it, and when time alone will change that.
 * Shared by the peers that keep exact lists, so that what differs between them is the platform.
 */
package dev.segue.bench.peer.history;
