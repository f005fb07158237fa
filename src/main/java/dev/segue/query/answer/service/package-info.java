/** What is answered of the service itself, and of the caller. */
package dev.segue.query.answer.service;
