package dev.segue.fault;

import dev.segue.check.Expectation.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** A fault, and the traffic and settings under which it is injected. */
enum Scenario {
    KILL(Form.ordered(InstanceFaults::kill), "instances are killed (SIGKILL) at any moment, one or all"),
    KILL_STREAMS(Form.ordered(InstanceFaults::kill).streams(), "the same under the group protocol streams"),
    KILL_LIVE(Form.live(InstanceFaults::kill), "the same with a live clock"),
    ZOMBIE(Form.ordered(InstanceFaults::zombie), "instances hang (SIGSTOP) beyond the transaction timeout and go on"),
    ZOMBIE_LIVE(Form.live(InstanceFaults::zombie), "the same with a live clock"),
    ROLLING_RESTART(Form.ordered(InstanceFaults::roll), "one instance after the other is stopped and started"),
    BROKER_KILLED(Form.ordered(BrokerFaults::killEach), "each broker is killed in its turn and started again"),
    BROKERS_BOUNCED(Form.ordered(BrokerFaults::bounceAll), "all brokers are killed at once and started again"),
    BROKER_PAUSED(Form.ordered(BrokerFaults::pauseOne), "a broker hangs (SIGSTOP) beyond its session and goes on"),
    BROKER_PAUSED_LIVE(Form.live(BrokerFaults::pauseOne), "the same with a live clock"),
    STORM(
            Form.ordered(InstanceFaults::storm).three(),
            "three instances join, leave and are killed, group protocol classic"),
    STORM_STREAMS(Form.ordered(InstanceFaults::storm).three().streams(), "the same, group protocol streams"),
    STATE_LOST(Form.ordered(StateFaults::lose), "instances are killed and lose their state directory"),
    STATE_TRUNCATED(
            Form.ordered(StateFaults::truncate).supervised(), "each file of the state is cut to half after a stop"),
    STATE_CORRUPTED(
            Form.ordered(StateFaults::corrupt).supervised(), "bits are flipped in each file of the state after a stop"),
    DISK_FULL(
            Form.ordered(StateFaults::fillDisk).supervised(),
            "the disk of an instance is full when it has to take over; needs root"),
    OUTPUT_MISSING(
            Form.ordered(InputFaults::missingOutput).supervised(),
            "the topic of the dead letters is gone while there are some"),
    REGISTRY(
            Form.ordered(InputFaults::badRegistry),
            "the registry is down, slow, failing while instances start and run"),
    POISON(Form.ordered(InputFaults::poison), "records of each unusable kind on all inputs, and a kill"),
    DUPLICATES(Form.ordered(InstanceFaults::killOnce).traffic(Traffic::twice), "each event comes twice, and a kill"),
    SHUFFLED(
            Form.ordered(InstanceFaults::killOnce).traffic(Traffic::shuffled),
            "events come up to three hours late, and a kill"),
    IMPOSSIBLE_TIMES(
            Form.ordered(InstanceFaults::killOnce).traffic(Traffic::impossiblyDated),
            "events dated decades ahead, before 1970 or at its first instant, and a kill"),
    OUTAGE(Form.live(InstanceFaults::outage), "no instance is there for 20 s; then what was sent is caught up with"),
    IDLE(Form.live(InstanceFaults::idle), "nothing more is sent, an instance is killed; exits by time still come"),
    HOT_CUSTOMER(
            Form.ordered(InstanceFaults::killOnce).traffic(Traffic::hot),
            "a tenth of the events is one customer's, and a kill"),
    DEFINITIONS(
            Form.ordered(InputFaults::redefine).lasting(), "segments come, change and go while instances are killed"),
    FORGET(Form.ordered(InputFaults::forget), "customers are forgotten while they go on, and kills"),
    OUT_OF_MEMORY(
            Form.ordered(InstanceFaults::outOfMemory).supervised(),
            "an instance has too little memory, until it has enough");

    static final String BY_EVENTS = """
            segments:
              - {id: active, name: Active, enter: 'events("page_view").within(minutes(90)).count() >= 2'}
              - {id: keen, name: Keen, enter: 'events("add_to_cart").within(hours(2)).count() >= 1', stay: 3h, cooldown: 1h}
              - {id: picky, name: Picky, enter: 'events("page_view").within(hours(3)).distinct("itemId") >= 3'}
              - {id: both, name: Both, enter: 'inSegment("active") && inSegment("keen")'}
              - {id: away, name: Away, enter: 'now - events("page_view").last() >= hours(2)'}
            """;
    static final String LASTING = """
            segments:
              - {id: active, name: Active, enter: 'events("page_view").within(minutes(90)).count() >= 2'}
              - {id: away, name: Away, enter: 'now - events("page_view").last() >= hours(2)'}
            """;
    static final String BY_TIME = """
            segments:
              - {id: here, name: Here, enter: 'events("page_view").within(seconds(5)).count() >= 1'}
              - {id: shopping, name: Shopping, enter: 'events("add_to_cart").within(seconds(4)).count() >= 1'}
            """;

    private final Form form;
    private final String words;

    Scenario(Form form, String words) {
        this.form = form;
        this.words = words;
    }

    /**
     * How a scenario is played.
     *
     * @param clock what is expected of the changes
     * @param mayEnd whether an instance may end by itself, with a code, and is started again then
     */
    record Form(
            Fault fault,
            Supplier<Traffic> traffic,
            String definitions,
            Clock clock,
            int instances,
            Map<String, String> settings,
            boolean mayEnd) {

        /** Exactly known changes. */
        static Form ordered(Fault fault) {
            return new Form(fault, Traffic::steady, BY_EVENTS, Clock.EVENT, 2, Map.of(), false);
        }

        /** With a clock that follows the wall clock. */
        static Form live(Fault fault) {
            return new Form(fault, Traffic::now, BY_TIME, Clock.LIVE, 2, Map.of(), false);
        }

        Form streams() {
            Map<String, String> streams = Map.of("group.protocol", "streams");
            return new Form(fault, traffic, definitions, clock, instances, streams, mayEnd);
        }

        Form three() {
            return new Form(fault, traffic, definitions, clock, 3, settings, mayEnd);
        }

        Form traffic(Supplier<Traffic> other) {
            return new Form(fault, other, definitions, clock, instances, settings, mayEnd);
        }

        Form supervised() {
            return new Form(fault, traffic, definitions, clock, instances, settings, true);
        }

        /** Definitions under which the membership at the end depends on nothing but the events. */
        Form lasting() {
            return new Form(fault, traffic, LASTING, Clock.UNORDERED, instances, settings, mayEnd);
        }
    }

    Form form() {
        return form;
    }

    /** What is done, in words. */
    String words() {
        return words;
    }

    /** As on the command line. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
