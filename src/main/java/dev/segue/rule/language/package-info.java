/**
 * Reads segment definitions: YAML or JSON, and in it rules in CEL. Everything that is wrong comes out at once, each with its
 * place and what to write instead; what is right comes out as a tree. Nothing outside this package knows CEL.
 */
package dev.segue.rule.language;
