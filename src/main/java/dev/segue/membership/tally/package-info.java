/** What is counted of changes: how many are in two segments at once, how many come and go. */
package dev.segue.membership.tally;
