package dev.segue.query.preview;

import java.time.Duration;

/**
 * How much previews may take of an instance.
 *
 * @param jobs previews at a time; more are refused
 * @param unasked one that nobody looks at for so long is given up
 * @param kept how long what was found is remembered after it was last looked at
 * @param patience how long a partition may be unreadable, or behind with the newest segments, before the preview fails
 */
public record PreviewLimits(int jobs, Duration unasked, Duration kept, Duration patience) {

    public static final PreviewLimits DEFAULT =
            new PreviewLimits(4, Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofSeconds(20));
}
