/**
 * Evaluates rules: a set of trees becomes a plan in which equal parts are one; a plan asked at a moment gives verdicts, each
 * with the instant up to which it stands.
 */
package dev.segue.rule.plan;
