package dev.segue.metric;

/**
 * How much was counted since this process began.
 *
 * @param events records of the inputs, taken in or left out
 * @param changes customers who entered or left
 * @param deadLetters records that could not be understood
 */
public record Totals(long events, long changes, long deadLetters) {

    static final Totals NOTHING = new Totals(0, 0, 0);
}
