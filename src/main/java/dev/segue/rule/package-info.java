/**
 * The rule language's tree: what a rule says, free of how it was written and of how it is evaluated. Texts become trees in
 * {@code language}; trees become plans, and plans verdicts, in {@code plan}.
 */
package dev.segue.rule;
