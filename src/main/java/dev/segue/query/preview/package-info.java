/**
 * Drafts tried on the living customers. {@link dev.segue.query.preview.Previews} spreads a preview over all instances and puts
 * together what they find; {@link dev.segue.query.preview.PreviewDesk} does the share of one instance, on a thread of its own, in
 * slices, and never touches what the stream works with.
 */
package dev.segue.query.preview;
