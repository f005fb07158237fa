/** The changes as they come, for any number of readers. {@link dev.segue.query.live.ChangeFeed} is the way in. */
package dev.segue.query.live;
