package dev.segue.query.cluster;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Who holds a partition, as far as the group's metadata says.
 *
 * @param owner runs its task; empty while it is between two instances
 * @param standbys follow it
 */
public record Holders(Optional<HostInfo> owner, List<HostInfo> standbys) {

    static final Holders NOBODY = new Holders(Optional.empty(), List.of());
}
