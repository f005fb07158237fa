/** What we remember of one customer's doings, exactly and compactly, and its binary form. Reads no clock. */
package dev.segue.timeline;
