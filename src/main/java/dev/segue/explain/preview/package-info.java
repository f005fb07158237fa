/**
 * What segments not yet published would make of the customers there are: sizes, who would enter and leave, and how the size
 * would have moved. Customers are handed in by whoever has them, a few at a time.
 */
package dev.segue.explain.preview;
