/** The console, in a real browser, on a real service with live data. */
package dev.segue.console;
