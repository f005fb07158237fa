/** The definitions as they come on their topic, compiled into sets, one after the other. */
package dev.segue.assignment.definitions;
