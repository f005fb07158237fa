/** What may be asked of a partition, and what is answered: the shapes of the API. */
package dev.segue.query.answer;
