package dev.segue.fault;

import dev.segue.fault.Ground.Peculiarity;
import java.util.Locale;

/** A fault, and the traffic and settings under which it is injected. */
enum Scenario {
    KILL(Form.ordered(InstanceFaults::kill), "instances are killed (SIGKILL) at any moment, one or all"),
    KILL_BRIEFLY(
            Form.ordered(InstanceFaults::killBriefly), "the same, once or twice in a few seconds: many runs of it"),
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
    STATE_FLIPPED(
            Form.ordered(StateFaults::flip).supervised(),
            "one bit is flipped in a few tables of the state after a stop"),
    DISK_FULL(
            Form.ordered(StateFaults::fillDisk)
                    .with("segue.store.memory-bytes", StateFaults.LITTLE_MEMORY)
                    .supervised(),
            "the disk of an instance is full when it has to take over, and has to write; needs root"),
    OUTPUT_MISSING(
            Form.ordered(InputFaults::missingOutput).supervised().alone(),
            "the topic of the dead letters is gone while there are some"),
    REGISTRY(
            Form.ordered(InputFaults::badRegistry),
            "the registry is down, slow, failing while instances start, and while they run and meet new schemas"),
    POISON(
            Form.ordered(InputFaults::poison),
            "records for each reason not to use one, others that are none on all inputs, and a kill"),
    DUPLICATES(Form.ordered(InstanceFaults::killOnce).traffic(Traffic::twice), "each event comes twice, and a kill"),
    SHUFFLED(
            Form.ordered(InstanceFaults::killOnce).traffic(Traffic::shuffled).alone(),
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
            Form.ordered(DefinitionFaults::redefine).unordered(Segments.LASTING).alone(),
            "segments come, change and go while instances are killed"),
    ROLLBACK(
            Form.ordered(DefinitionFaults::rollBack).unordered(Segments.LASTING).alone(),
            "segments are changed, and rolled back over the API of instances that are killed meanwhile"),
    FORGET(Form.ordered(InputFaults::forget), "customers are forgotten while they go on, and kills"),
    TAKEOVER(
            Form.ordered(InstanceFaults::takeOver),
            "an instance is killed and stays away; its standby takes over, with 200,000 events of 10,000 customers kept"),
    TAKEOVER_ALONE(Form.ordered(InstanceFaults::takeOver).noStandby(), "the same, without a standby"),
    TAKEOVER_STREAMS(Form.ordered(InstanceFaults::takeOver).streams(), "the same, group protocol streams"),
    KILL_ALONE(Form.ordered(InstanceFaults::kill).noStandby(), "as kill, without a standby"),
    ERRORS(
            Form.ordered(BrokerFaults::err).behindFronts(),
            "producing and committing fail now and then, some of it although it was done; fencing"),
    THREAD_DEATH(
            Form.ordered(BrokerFaults::refuse).behindFronts().supervised(),
            "what is produced is refused for good, until the process ended"),
    CLOCK_BACK(
            Form.live(ClockFaults::back).alone(),
            "the wall clock of an instance goes back for a while; needs faketime"),
    CLOCK_AHEAD(
            Form.live(ClockFaults::ahead).anyClock().alone(),
            "the wall clock of an instance goes ahead for a while; needs faketime"),
    LAGGING_PURCHASES(
            Form.ordered(InstanceFaults::killOnce).unordered(Segments.SHOP).traffic(Traffic::lagging),
            "purchases come two hours of event time after the clicks dated as they are, and a kill"),
    LONG_CUSTOMER(
            Form.ordered(InstanceFaults::killOfALongCustomer)
                    .under(Segments.FOR_LIFE)
                    .with("segue.timeline.max-entries", "2500")
                    .traffic(Traffic::persistent)
                    .alone(),
            "one customer has more events than are kept one by one, and kills"),
    UPGRADE(
            Form.ordered(InstanceFaults::upgrade).fromTheVersionBefore().alone(),
            "instances of the version before, with state of theirs, are replaced one by one; needs --before"),
    OUT_OF_MEMORY(
            Form.ordered(InstanceFaults::outOfMemory).supervised(),
            "an instance has too little memory to begin, then too little for what comes, until it has enough");

    private final Form form;
    private final String words;

    Scenario(Form form, String words) {
        this.form = form;
        this.words = words;
    }

    Form form() {
        return form;
    }

    /** What is done, in words. */
    String words() {
        return words;
    }

    /** What must hold, compared with what a naive evaluation makes; and whether an instance may end by itself. */
    String expected() {
        String compared = switch (form.ground().clock()) {
            case UNORDERED, LIVE_UNORDERED -> "memberships at the end";
            case ANY -> "what holds of any history";
            default ->
                this == FORGET ? "every change; of who was forgotten, what holds of any history" : "every change";
        };
        return compared + (form.ground().has(Peculiarity.MAY_END) ? "; an instance that ends does so with 1 or 3" : "");
    }

    /** As on the command line. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
