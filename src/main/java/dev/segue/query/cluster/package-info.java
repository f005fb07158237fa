/**
 * Which instance answers for which partition, and how it is asked. {@link dev.segue.query.cluster.Instances} is the way in.
 */
package dev.segue.query.cluster;
