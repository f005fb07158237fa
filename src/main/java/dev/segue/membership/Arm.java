package dev.segue.membership;

/** TREATMENT, or HOLDOUT for the control group; both are members in every respect. */
public enum Arm {
    TREATMENT,
    HOLDOUT
}
