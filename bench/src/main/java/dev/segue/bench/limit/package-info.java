/**
 * The limits that Segue works within: programs that do less than it must do, on the same topics and with the same guarantee.
 * What they reach is what any service of this kind is to be compared with.
 */
package dev.segue.bench.limit;
