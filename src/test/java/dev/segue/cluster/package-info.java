/** For tests of the running service: a cluster of its own, histories to put on it, what came out, and what must hold of it. */
package dev.segue.cluster;
