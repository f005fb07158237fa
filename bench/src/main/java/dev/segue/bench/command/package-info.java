/** The commands of {@code bench/run}, and how results are told: as a table and as JSON. */
package dev.segue.bench.command;
