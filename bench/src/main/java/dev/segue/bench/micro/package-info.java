/** JMH: the rule plan alone, without Kafka, stores or encoding of records. */
package dev.segue.bench.micro;
