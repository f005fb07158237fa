/** Input as nobody meant it: it is refused with its own error or taken, and nothing else ever comes of it. */
package dev.segue.fuzz;
