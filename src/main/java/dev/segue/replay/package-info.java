/**
 * Histories in files, as events: the importers of published data sets, how fast to replay, and what was left out and why.
 */
package dev.segue.replay;
