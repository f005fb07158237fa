/**
 * Whether what a cluster holds is what Segue promises: a history of everything read and written, and findings about it. The
 * expected changes are computed naively from the committed input, without the engine.
 */
package dev.segue.check;
