/**
 * Everything that {@code segue demo} needs besides Segue itself: a Kafka broker and a schema registry inside this process,
 * and a shop whose customers browse, buy and change their minds.
 */
package dev.segue.demo;
