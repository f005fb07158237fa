/**
 * What Segue promises, computed in the most naive way: whole lists, every instant, nothing remembered between two
 * evaluations. It shares no evaluation code with the engine, which is tested against it on random rules and histories.
 */
package dev.segue.oracle;
