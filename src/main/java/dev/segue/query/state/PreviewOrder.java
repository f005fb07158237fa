package dev.segue.query.state;

import dev.segue.explain.preview.PreviewTerms;
import java.util.List;
import java.util.Map;

/**
 * A preview, as every partition is told of it.
 *
 * @param changed the definitions that are not published, or otherwise, as text
 * @param retired ids of the published segments that would go
 * @param published the tags of all published segments, by id: what the drafts are held against
 * @param terms the clock is for partitions that have none yet; the others go by their own
 */
public record PreviewOrder(
        String id, String changed, List<String> retired, Map<String, String> published, PreviewTerms terms) {

    public PreviewOrder {
        retired = List.copyOf(retired);
        published = Map.copyOf(published);
    }
}
