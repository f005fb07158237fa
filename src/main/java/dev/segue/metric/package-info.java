/** The numbers that Segue publishes, as verbs. Micrometer stays behind {@link dev.segue.metric.Metrics}. */
package dev.segue.metric;
