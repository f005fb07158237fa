/**
 * What this instance holds, as other threads than the stream's may read it. {@link dev.segue.query.state.LocalState} is the one
 * way to it; how it is stored is known to {@link dev.segue.query.state.StoredPartition} alone.
 */
package dev.segue.query.state;
