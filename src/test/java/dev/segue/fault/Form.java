package dev.segue.fault;

import dev.segue.check.Expectation.Clock;
import java.util.Map;
import java.util.function.Function;

/**
 * How a scenario is played.
 *
 * @param traffic of customers with such names
 * @param lasting whether what it leaves behind is in order, so that another trial can begin with it
 */
record Form(Fault fault, Function<Customers, Traffic> traffic, Ground ground, boolean lasting) {

    /** Exactly known changes. */
    static Form ordered(Fault fault) {
        Ground ground = new Ground(Segments.BY_EVENTS, Clock.EVENT, 2, Map.of(), false, false, false);
        return new Form(fault, Traffic::steady, ground, true);
    }

    /** With a clock that follows the wall clock. */
    static Form live(Fault fault) {
        Ground ground = new Ground(Segments.BY_TIME, Clock.LIVE, 2, Map.of(), false, false, false);
        return new Form(fault, Traffic::now, ground, true);
    }

    Form streams() {
        return on(ground.with("group.protocol", "streams"));
    }

    Form noStandby() {
        return on(ground.with("num.standby.replicas", "0"));
    }

    Form with(String setting, String value) {
        return on(ground.with(setting, value));
    }

    Form three() {
        return on(new Ground(
                ground.definitions(),
                ground.clock(),
                3,
                ground.settings(),
                ground.fronts(),
                ground.mayEnd(),
                ground.before()));
    }

    Form behindFronts() {
        return on(new Ground(
                ground.definitions(),
                ground.clock(),
                ground.instances(),
                ground.settings(),
                true,
                ground.mayEnd(),
                ground.before()));
    }

    Form fromTheVersionBefore() {
        return on(new Ground(
                ground.definitions(),
                ground.clock(),
                ground.instances(),
                ground.settings(),
                ground.fronts(),
                ground.mayEnd(),
                true));
    }

    Form supervised() {
        return on(new Ground(
                ground.definitions(),
                ground.clock(),
                ground.instances(),
                ground.settings(),
                ground.fronts(),
                true,
                ground.before()));
    }

    /** Definitions under which the membership at the end depends on nothing but the events, whose order is not known. */
    Form unordered(String definitions) {
        return on(new Ground(
                definitions,
                Clock.UNORDERED,
                ground.instances(),
                ground.settings(),
                ground.fronts(),
                ground.mayEnd(),
                ground.before()));
    }

    /** With clocks of which nothing is known. */
    Form anyClock() {
        return on(new Ground(
                ground.definitions(),
                Clock.ANY,
                ground.instances(),
                ground.settings(),
                ground.fronts(),
                ground.mayEnd(),
                ground.before()));
    }

    Form traffic(Function<Customers, Traffic> other) {
        return new Form(fault, other, ground, lasting);
    }

    /** Nothing else can be played on what it leaves. */
    Form alone() {
        return new Form(fault, traffic, ground, false);
    }

    private Form on(Ground other) {
        return new Form(fault, traffic, other, lasting);
    }
}
