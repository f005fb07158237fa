package dev.segue.membership;

import java.util.BitSet;

/**
 * What is borne in mind of a customer while they are in memory, so that only those rules are looked at that may turn: when each
 * is due, and of which the end of the membership is to be foreseen anew. It is never stored: whoever was read is looked at as a
 * whole when first due, and from there on rule by rule.
 */
final class Vigil {

    private final Rulebook rules;
    private final BitSet members = new BitSet();
    private final BitSet standing = new BitSet();
    private final BitSet unforeseen = new BitSet();
    private final DueRules due = new DueRules();
    private long wholeDue;

    Vigil(Rulebook rules, Customer customer) {
        this.rules = rules;
        this.wholeDue = customer.nextDue();
        customer.standings().each((segmentId, now) -> {
            int index = rules.index(segmentId);
            if (index >= 0) {
                standing.set(index);
                members.set(index, now instanceof Standing.Member);
            }
        });
        unforeseen.or(members);
    }

    Rulebook rules() {
        return rules;
    }

    /** The rules in whose segments the customer is. */
    BitSet members() {
        return members;
    }

    /** Whether the customer is or was in the segment of a rule. */
    boolean hasStanding(int rule) {
        return standing.get(rule);
    }

    /** The rules in whose segments the customer is or was. */
    BitSet standing() {
        return standing;
    }

    /** The next instant at which time alone may turn an answer. */
    long nextDue() {
        return Math.min(wholeDue, due.earliest());
    }

    /** The instant at which not only the rules known to be due are to be looked at. */
    long wholeDue() {
        return wholeDue;
    }

    /** Adds the rules known to be due. */
    void collectDue(long instant, BitSet found) {
        due.collect(instant, found);
    }

    /** Begins anew, all rules that may turn being looked at now. */
    void beginAnew(long nextWholeDue) {
        due.clear();
        wholeDue = nextWholeDue;
    }

    /** Has the customer looked at as a whole at an instant, if not before. */
    void wholeDueAt(long instant) {
        wholeDue = Math.min(wholeDue, instant);
    }

    /** Notes when time alone may turn a rule. */
    void dueAt(int rule, long instant) {
        due.put(rule, instant);
    }

    /** Notes that a membership has turned. */
    void turned(int rule, boolean entered) {
        members.set(rule, entered);
        standing.set(rule);
        unforeseen.set(rule);
    }

    /** Notes rules on which something bears that happened. */
    void touched(BitSet touched) {
        unforeseen.or(touched);
    }

    /** The rules of memberships of which something bears on when they end that has happened since that was last foreseen. */
    BitSet unforeseenMembers() {
        BitSet found = (BitSet) members.clone();
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            boolean isUnforeseen = unforeseen.get(i)
                    || rules.asksOfOthers(i) && rules.closure(i).intersects(unforeseen);
            found.set(i, isUnforeseen);
        }
        return found;
    }

    /** Notes that the ends of all memberships are foreseen. */
    void foreseen() {
        unforeseen.clear();
    }
}
