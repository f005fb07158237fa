/**
 * The rule language: read, check, plan, measure, and when time alone can change the answer. Reading uses dev.cel; what is
 * evaluated is an {@link dev.segue.rule.Expression} of our own.
 */
package dev.segue.rule;
