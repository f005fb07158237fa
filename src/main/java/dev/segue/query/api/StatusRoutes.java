package dev.segue.query.api;

import dev.segue.query.access.Role;
import dev.segue.query.answer.Staleness;
import dev.segue.query.answer.service.PartitionStanding;
import dev.segue.query.answer.service.ServiceStatus;
import dev.segue.query.answer.service.ServiceStatus.InstanceStatus;
import dev.segue.query.answer.service.ServiceStatus.PartitionStatus;
import dev.segue.query.answer.service.Tally;
import dev.segue.query.cluster.Holders;
import dev.segue.query.cluster.Instances;
import dev.segue.query.http.Exchange;
import dev.segue.query.http.Route;
import dev.segue.query.http.Routes;
import dev.segue.query.question.Question;
import dev.segue.query.state.InstanceStanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.state.HostInfo;

/** How the whole service is. */
final class StatusRoutes implements Routes {

    private final Instances instances;
    private final LongSupplier wallClock;

    /** @param wallClock epoch milliseconds */
    StatusRoutes(Instances instances, LongSupplier wallClock) {
        this.instances = instances;
        this.wallClock = wallClock;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/status", "How the whole service is: instances, partitions, clock, throughput")
                .needs(Role.READ, Role.OPERATE)
                .answers(ServiceStatus.class)
                .refuses(503)
                .by(this::tell));
    }

    private void tell(Exchange exchange) throws Exception {
        List<Optional<PartitionStanding>> answers = instances.ofEach(new Question.StandingOf());
        List<Holders> holders = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            holders.add(instances.ownership().of(i));
        }
        exchange.answer(status(answers, holders));
    }

    private ServiceStatus status(List<Optional<PartitionStanding>> answers, List<Holders> holders) {
        List<PartitionStanding> standings =
                answers.stream().flatMap(Optional::stream).toList();
        List<Tally> tallies = standings.stream().map(PartitionStanding::tally).toList();
        Map<String, InstanceStanding> known = new TreeMap<>();
        standings.forEach(one -> known.put(one.instance().address(), one.instance()));
        Optional<Long> clock =
                tallies.stream().map(Tally::clock).filter(time -> time > 0).min(Long::compare);
        return new ServiceStatus(
                instances(known, holders),
                partitions(answers, holders),
                clock.orElse(null),
                clock.map(time -> Math.max(0, wallClock.getAsLong() - time)).orElse(null),
                sum(known, InstanceStanding::eventsPerSecond),
                sum(known, InstanceStanding::changesPerSecond),
                (long) sum(known, InstanceStanding::recordsLag),
                (long) sum(known, InstanceStanding::deadLetters),
                tallies.stream().mapToLong(Tally::customers).sum(),
                tallies.stream().mapToLong(Tally::backfilled).sum(),
                tallies.size() == answers.size() && isComplete(tallies),
                Staleness.ofAll(tallies, Tally::staleness));
    }

    private static boolean isComplete(List<Tally> tallies) {
        return tallies.stream()
                .allMatch(tally -> tally.staleness() == null
                        && !tally.backfilling()
                        && tally.definitions() == tallies.get(0).definitions());
    }

    private static double sum(Map<String, InstanceStanding> known, ToDoubleFunction<InstanceStanding> part) {
        return known.values().stream().mapToDouble(part).sum();
    }

    private static List<InstanceStatus> instances(Map<String, InstanceStanding> known, List<Holders> holders) {
        Map<String, InstanceStatus> all = new TreeMap<>();
        known.values().forEach(one -> all.put(one.address(), status(one)));
        for (int i = 0; i < holders.size(); i++) {
            int partition = i;
            holders.get(i).owner().ifPresent(host -> of(all, host).owns().add(partition));
            holders.get(i).standbys().forEach(host -> of(all, host).follows().add(partition));
        }
        return List.copyOf(all.values());
    }

    private static InstanceStatus of(Map<String, InstanceStatus> all, HostInfo host) {
        return all.computeIfAbsent(
                address(host),
                address -> new InstanceStatus(address, "UNKNOWN", null, null, new ArrayList<>(), new ArrayList<>()));
    }

    private static InstanceStatus status(InstanceStanding one) {
        return new InstanceStatus(
                one.address(), one.state(), one.ready(), one.version(), new ArrayList<>(), new ArrayList<>());
    }

    private static List<PartitionStatus> partitions(List<Optional<PartitionStanding>> answers, List<Holders> holders) {
        List<PartitionStatus> partitions = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Optional<Tally> tally = answers.get(i).map(PartitionStanding::tally);
            partitions.add(new PartitionStatus(
                    i,
                    holders.get(i).owner().map(StatusRoutes::address).orElse(null),
                    tally.map(Tally::clock).orElse(null),
                    tally.map(Tally::backfilling).orElse(null)));
        }
        return partitions;
    }

    private static String address(HostInfo host) {
        return host.host() + ":" + host.port();
    }
}
