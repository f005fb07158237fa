package dev.segue.rule;

/** An estimate of what evaluating an expression once costs, in units of about one look at one entry. */
public final class Cost {

    private Cost() {}

    /** The estimated cost of one evaluation of the expression. */
    public static long of(Expression expression) {
        throw new UnsupportedOperationException();
    }
}
