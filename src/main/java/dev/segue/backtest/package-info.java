/** A file of events without Kafka: what a set of segments would have made of a history. Time comes from the events alone. */
package dev.segue.backtest;
