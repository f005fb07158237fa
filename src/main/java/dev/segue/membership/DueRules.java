package dev.segue.membership;

import dev.segue.rule.plan.Verdict;
import java.util.Arrays;
import java.util.BitSet;

/** The rules that time alone may turn for one customer, by index, and the instant of each. */
final class DueRules {

    private static final int FIRST_SIZE = 4;

    // by rule, ascending: a customer has a few of many
    private int[] rules = new int[FIRST_SIZE];
    private long[] instants = new long[FIRST_SIZE];
    private int size;
    private long earliest = Verdict.NEVER;
    private boolean earliestKnown = true;

    void clear() {
        size = 0;
        earliest = Verdict.NEVER;
        earliestKnown = true;
    }

    /** Says when a rule is due, instead of what was said before; {@link Verdict#NEVER} takes it out. */
    void put(int rule, long instant) {
        int place = Arrays.binarySearch(rules, 0, size, rule);
        if (place >= 0) {
            earliestKnown &= instants[place] > earliest || instant <= earliest;
            if (instant == Verdict.NEVER) {
                remove(place);
            } else {
                instants[place] = instant;
            }
        } else if (instant != Verdict.NEVER) {
            insert(-place - 1, rule, instant);
        }
        earliest = Math.min(earliest, instant);
    }

    private void remove(int place) {
        size--;
        System.arraycopy(rules, place + 1, rules, place, size - place);
        System.arraycopy(instants, place + 1, instants, place, size - place);
    }

    private void insert(int place, int rule, long instant) {
        if (size == rules.length) {
            rules = Arrays.copyOf(rules, size + (size >> 1));
            instants = Arrays.copyOf(instants, rules.length);
        }
        System.arraycopy(rules, place, rules, place + 1, size - place);
        System.arraycopy(instants, place, instants, place + 1, size - place);
        rules[place] = rule;
        instants[place] = instant;
        size++;
    }

    /** The instant of the rule due first, or {@link Verdict#NEVER}. */
    long earliest() {
        if (!earliestKnown) {
            earliest = Verdict.NEVER;
            for (int i = 0; i < size; i++) {
                earliest = Math.min(earliest, instants[i]);
            }
            earliestKnown = true;
        }
        return earliest;
    }

    /** Adds the rules that are due at an instant or before. */
    void collect(long instant, BitSet found) {
        for (int i = 0; i < size; i++) {
            if (instants[i] <= instant) {
                found.set(rules[i]);
            }
        }
    }
}
