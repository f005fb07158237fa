package dev.segue.fault;

import static org.awaitility.Awaitility.await;

import dev.segue.check.Contents;
import dev.segue.cluster.ServiceProcess;
import dev.segue.event.Click;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can befall instances of the service. */
final class InstanceFaults {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int BALLAST = 200_000;
    private static final int BALLAST_CUSTOMERS = 10_000;
    private static final int KILLS = 6;
    private static final int LARGE = 200_000;
    private static final int MOST_LARGE = 1_000;
    /** Beyond the ten seconds after which a transaction is aborted. */
    private static final int ZOMBIE_MILLIS = 14_000;

    private InstanceFaults() {}

    /** SIGKILL again and again, of one or of all at once, at any moment: while they start, restore, rebalance too. */
    static void kill(Field field) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            field.pause(500, 5_000);
            killSome(field);
        }
        field.instances().awaitAllReady();
    }

    /** As that; the one whose oldest entries are folded by then has to be known to be. */
    static void killOfALongCustomer(Field field) throws Exception {
        kill(field);
        String path = "/v1/customers/" + field.customers().own(-1);
        await("the customer with more events than are kept one by one is no longer said to be exact")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> !field.instances()
                        .client(0)
                        .get(path)
                        .json()
                        .path("exact")
                        .asBoolean(true));
        await("somebody comes to have as many events as the rule asks for")
                .atMost(PATIENCE)
                .until(() -> Contents.of(field.cluster()).changes().stream()
                        .anyMatch(change -> change.getSegmentId().equals("devoted")));
    }

    /** As that, once, or twice soon after each other. */
    static void killBriefly(Field field) throws Exception {
        for (int kills = field.random().nextInt(3) == 0 ? 2 : 1; kills > 0; kills--) {
            field.pause(100, 4_000);
            killSome(field);
        }
        field.instances().awaitAllReady();
    }

    private static void killSome(Field field) throws Exception {
        boolean all = field.random().nextInt(4) == 0;
        int only = field.anyInstance();
        for (int i = 0; i < field.instances().count(); i++) {
            if (all || i == only) {
                field.instances().kill(i);
                field.instances().start(i);
            }
        }
    }

    /** Stopped like a machine that hangs, for longer than its transactions and its place in the group live; then it goes on. */
    static void zombie(Field field) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(500, 2_000);
            field.instances().process(i).pause();
            field.pause(ZOMBIE_MILLIS, ZOMBIE_MILLIS + 2_000);
            long told = turnedOut(field, i);
            field.instances().process(i).resume();
            field.pause(2_000, 3_000);
            field.instances().awaitAllReady();
            if (turnedOut(field, i) == told) {
                field.findings().add("instance " + i + " hung and was not turned out");
            }
        }
    }

    /** How often one was told that its transaction or its place is no longer its own. */
    private static long turnedOut(Field field, int i) throws Exception {
        return field.instances().said(i, "TaskMigratedException")
                + field.instances().said(i, "A stream thread is replaced");
    }

    /** One after the other is asked to stop and started again. */
    static void roll(Field field) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.pause(500, 2_000);
            field.instances().stop(i);
            field.instances().start(i);
            field.instances().awaitReady(i);
        }
    }

    /** One after the other is replaced by this version; one of them is killed on the way. */
    static void upgrade(Field field) throws Exception {
        field.pause(4_000, 6_000);
        field.instances().version(Optional.empty());
        roll(field);
        killOnce(field);
    }

    /** Instances come and go without waiting for one another. */
    static void storm(Field field) throws Exception {
        Set<Integer> away = new TreeSet<>();
        for (int step = 0; step < 10; step++) {
            int i = field.anyInstance();
            if (away.remove(i)) {
                field.instances().start(i);
            } else if (field.random().nextBoolean()) {
                field.instances().stop(i);
                away.add(i);
            } else {
                field.instances().kill(i);
                away.add(i);
            }
            field.pause(300, 3_000);
        }
        for (int i : away) {
            field.instances().start(i);
        }
        field.instances().awaitAllReady();
    }

    /** Nobody is there for a while, and then there is much to read. */
    static void outage(Field field) throws Exception {
        for (int i = 0; i < field.instances().count(); i++) {
            field.instances().kill(i);
        }
        field.pause(20_000, 22_000);
        field.instances().startAll();
        field.instances().awaitAllReady();
        field.pause(2_000, 3_000);
    }

    /** Nothing more is sent, and of those who still have to let customers out one is killed. */
    static void idle(Field field) throws Exception {
        field.pause(3_000, 4_000);
        field.load().end();
        int i = field.anyInstance();
        field.instances().kill(i);
        field.instances().start(i);
        field.pause(8_000, 8_000);
        field.instances().awaitAllReady();
    }

    /** One kill, beside whatever else goes on. */
    static void killOnce(Field field) throws Exception {
        field.pause(4_000, 8_000);
        int i = field.anyInstance();
        field.instances().kill(i);
        field.instances().start(i);
        field.pause(6_000, 8_000);
        field.instances().awaitAllReady();
    }

    /** One has too little memory to begin, then too little for customers who come with much, until it has enough. */
    static void outOfMemory(Field field) throws Exception {
        field.pause(2_000, 3_000);
        field.instances().stop(0);
        field.instances().options("-Xmx26m", "-XX:+UseSerialGC");
        field.instances().start(0);
        expectOutOfMemory(field, field.instances().process(0).awaitExit(300));
        field.instances().options("-Xmx70m", "-XX:+UseSerialGC");
        field.instances().heal();
        field.instances().awaitAllReady();
        // until the other gives it back its part
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> field.instances().owns(0) > 0);
        ServiceProcess running = field.instances().process(0);
        for (int n = 0; n < MOST_LARGE && running.isAlive(); n++) {
            sendLarge(field, n);
            field.pause(20, 40);
        }
        expectOutOfMemory(field, running.awaitExit(300));
        field.instances().options("-Xmx400m", "-XX:+UseSerialGC");
        field.instances().heal();
        field.instances().awaitAllReady();
    }

    private static void expectOutOfMemory(Field field, int status) {
        if (status != Instances.OUT_OF_MEMORY) {
            field.findings().add("an instance without memory ended with " + status);
        }
    }

    /** Nearly as much as a record may hold, that no segment asks for. */
    private static void sendLarge(Field field, int n) {
        String much = String.valueOf(n).repeat(LARGE / String.valueOf(n).length());
        field.cluster()
                .send(new Click(
                        "large-" + n,
                        field.customers().own(Customers.OWN + n),
                        "large",
                        Traffic.BEGIN + field.load().count() * Traffic.STEP,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("much", much)));
    }

    /** One is killed and stays away until the other has taken over and caught up, then the other; with state that has to be read. */
    static void takeOver(Field field) throws Exception {
        sendBallast(field);
        for (int i = 0; i < field.instances().count(); i++) {
            awaitFlow(field);
            if (i == 0) {
                // how long the ballast held up the others is not what is asked
                field.watch().begin();
            }
            field.instances().kill(i);
            awaitFlow(field);
            field.instances().start(i);
            field.instances().awaitReady(i);
            // until it has copied what it stands by for
            field.pause(10_000, 12_000);
        }
    }

    /** Until changes come promptly, and still do a while later: of what was held up some is late when the first is prompt again. */
    private static void awaitFlow(Field field) throws Exception {
        field.pause(2_000, 2_500);
        await().atMost(PATIENCE).until(field.watch()::isFlowing);
        field.pause(3_000, 3_500);
        await().atMost(PATIENCE).until(field.watch()::isFlowing);
    }

    /** Much to keep that no segment asks for. */
    private static void sendBallast(Field field) {
        for (int n = 0; n < BALLAST; n++) {
            String customer = "ballast-" + n % BALLAST_CUSTOMERS;
            long at = Traffic.BEGIN - Traffic.DAY + n * 100L;
            String item = "item-" + field.random().nextLong();
            field.cluster()
                    .send(new Click(
                            "ballast-" + n, customer, "ballast", at, null, item, null, null, null, Map.of("p", item)));
        }
        field.cluster().flush();
    }
}
