/** The shapes of what the API answers, of partitions and put together of several. */
package dev.segue.query.answer;
