/** What an operator sees: dashboards, alerts, and a real Prometheus that reads a running Segue. */
package dev.segue.operation;
