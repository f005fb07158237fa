/**
 * Other ways to do the work of Segue's ten segments, each written as its users would write it, so that a comparison compares
 * platforms and not skill. Each main class runs alone in a process of its own and takes one properties file, see {@link
 * dev.segue.bench.peer.PeerSettings}.
 */
package dev.segue.bench.peer;
