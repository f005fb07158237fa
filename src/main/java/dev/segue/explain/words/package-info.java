/** Rules and figures in plain English, for people who have never seen the rule language. */
package dev.segue.explain.words;
