/** For tests of the running service: a cluster of its own, histories to put on it, and what came out. */
package dev.segue.cluster;
