/** The published segments: those that this instance knows, and how authors change them. */
package dev.segue.query.definitions;
