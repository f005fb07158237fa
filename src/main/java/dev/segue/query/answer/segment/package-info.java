/** What is answered of segments: as they are defined, who is in them, how they grew and how they go together. */
package dev.segue.query.answer.segment;
