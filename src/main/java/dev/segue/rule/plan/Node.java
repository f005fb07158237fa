package dev.segue.rule.plan;

/**
 * A part of a plan: works something out at a moment, and tells the moment when time alone may change it. Equal parts of
 * different rules are one node, worked out once a moment.
 */
abstract class Node {

    private static final int UNSHARED = -1;

    private int slot = UNSHARED;

    /** Gives the node a place in which the moment remembers what it worked out. */
    final void share(int place) {
        slot = place;
    }

    /** What this comes to at the moment; null is absent. */
    final Object at(Moment moment) {
        if (slot == UNSHARED) {
            return workOut(moment);
        }
        if (!moment.knows(slot)) {
            long before = moment.watch();
            Object result = workOut(moment);
            moment.remember(slot, result, moment.watched(before));
        }
        moment.changesAt(moment.until(slot));
        return moment.result(slot);
    }

    abstract Object workOut(Moment moment);
}
