/**
 * Faults on real processes: three brokers, some instances of the service and a registry, a load, something that goes wrong
 * while it flows, and what the checker finds afterwards. {@link dev.segue.fault.Faults} is the command.
 */
package dev.segue.fault;
