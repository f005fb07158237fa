/** Records as JSON Lines: files of events in, changes out. */
package dev.segue.wire.json;
