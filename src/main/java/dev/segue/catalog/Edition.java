package dev.segue.catalog;

/**
 * Who publishes a set of definitions, when and why.
 *
 * @param publishedAt epoch milliseconds
 * @param author or null
 * @param comment or null
 */
public record Edition(long publishedAt, String author, String comment) {}
