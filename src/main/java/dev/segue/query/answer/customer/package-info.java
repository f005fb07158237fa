/** What is answered of one customer. */
package dev.segue.query.answer.customer;
