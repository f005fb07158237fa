package dev.segue.catalog;

import dev.segue.rule.SegmentDefinition;
import dev.segue.wire.PublishedDefinition;

/**
 * Who publishes a set of definitions, when and why.
 *
 * @param publishedAt epoch milliseconds
 * @param author or null
 * @param comment or null
 */
public record Edition(long publishedAt, String author, String comment) {

    PublishedDefinition first(SegmentDefinition definition) {
        return PublishedDefinition.first(definition, publishedAt, author, comment);
    }

    PublishedDefinition next(PublishedDefinition before, SegmentDefinition changed) {
        return before.succeededBy(changed, publishedAt, author, comment);
    }
}
