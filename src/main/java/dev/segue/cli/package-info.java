/** The command line: commands, wiring, life cycle, exit codes. The only package that prints. */
package dev.segue.cli;
