/**
 * What Segue answers over HTTP: {@code answer} holds the questions and the shapes of their answers, {@code state} what this instance
 * holds, {@code cluster} who answers for which partition, {@code definitions} the published segments, {@code live} the changes as
 * they come, {@code api} the calls, {@code http} what serves and describes them.
 */
package dev.segue.query;
