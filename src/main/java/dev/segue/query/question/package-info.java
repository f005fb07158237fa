/** What may be asked of a partition, by its owner's own API or by another instance's. */
package dev.segue.query.question;
