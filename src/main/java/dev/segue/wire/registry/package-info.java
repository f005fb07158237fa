/** Avro in the Confluent wire format, and patience with the schema registry. */
package dev.segue.wire.registry;
