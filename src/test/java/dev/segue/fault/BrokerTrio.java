package dev.segue.fault;

import dev.segue.cluster.Brokers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/** Three brokers as processes; every record is on all, and acknowledged once it is on two. */
final class BrokerTrio implements Brokers {

    static final int SIZE = 3;

    private final List<BrokerProcess> brokers = new ArrayList<>();
    private final List<BrokerFront> fronts = new ArrayList<>();
    private final List<Integer> ports;
    private final List<Integer> frontPorts;

    private BrokerTrio(List<Integer> ports, List<Integer> frontPorts) {
        this.ports = ports;
        this.frontPorts = frontPorts;
    }

    /** Starts them and returns once all three serve clients. */
    static BrokerTrio start(Path folder) throws Exception {
        List<Integer> ports = freePorts(4 * SIZE);
        BrokerTrio trio = new BrokerTrio(ports.subList(0, SIZE), ports.subList(2 * SIZE, 3 * SIZE));
        String clusterId = Uuid.randomUuid().toString();
        String voters = IntStream.range(0, SIZE)
                .mapToObj(i -> (i + 1) + "@127.0.0.1:" + ports.get(SIZE + i))
                .collect(Collectors.joining(","));
        for (int i = 0; i < SIZE; i++) {
            int front = ports.get(2 * SIZE + i);
            int behind = ports.get(3 * SIZE + i);
            Map<String, String> settings = settings(ports.get(i), ports.get(SIZE + i), front, behind, voters);
            trio.fronts.add(new BrokerFront(front, behind));
            BrokerProcess broker = new BrokerProcess(folder.resolve("broker-" + (i + 1)), i + 1, clusterId, settings);
            trio.brokers.add(broker);
            broker.start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(trio::close));
        trio.awaitAll();
        return trio;
    }

    BrokerProcess broker(int i) {
        return brokers.get(i);
    }

    @Override
    public String bootstrapServers() {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** For those who see the brokers through {@link #fronts}. */
    String bootstrapFronts() {
        return frontPorts.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** One for each broker. */
    List<BrokerFront> fronts() {
        return fronts;
    }

    @Override
    public short replicas() {
        return SIZE;
    }

    /** Starts those that are not there, and lets those go on that hang. */
    void heal() throws Exception {
        fronts.forEach(front -> front.make(Trouble.NONE, 0));
        for (BrokerProcess broker : brokers) {
            if (broker.isAlive()) {
                broker.resume();
            } else {
                broker.start();
            }
        }
        awaitAll();
    }

    /** Waits until all are there. */
    void awaitAll() {
        await(SIZE);
    }

    /** Waits until so many are there, by what they tell each other. */
    void await(int size) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(10))
                    .ignoreExceptions()
                    .until(() -> admin.describeCluster(new DescribeClusterOptions().timeoutMs(5_000))
                                    .nodes()
                                    .get()
                                    .size()
                            == size);
        }
    }

    @Override
    public void close() {
        fronts.forEach(BrokerFront::close);
        for (BrokerProcess broker : brokers) {
            try {
                broker.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static List<Integer> freePorts(int count) throws Exception {
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        }
        List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    private static Map<String, String> settings(int port, int controller, int front, int behind, String voters) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("controller.quorum.voters", voters);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller + ",FRONT://127.0.0.1:"
                        + behind);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port + ",FRONT://127.0.0.1:" + front);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,FRONT:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        for (String log : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(log + ".replication.factor", "3");
            settings.put(log + ".num.partitions", "4");
        }
        settings.put("transaction.state.log.min.isr", "2");
        // looked at every ten seconds by default: who hangs for longer than a transaction lasts might be back before it
        // is aborted
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        settings.put("share.coordinator.state.topic.min.isr", "2");
        settings.put("default.replication.factor", "3");
        settings.put("min.insync.replicas", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("replica.lag.time.max.ms", "5000");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("group.streams.min.session.timeout.ms", "1000");
        settings.put("group.streams.session.timeout.ms", "3000");
        settings.put("group.streams.min.heartbeat.interval.ms", "500");
        settings.put("group.streams.heartbeat.interval.ms", "500");
        return settings;
    }
}
