package dev.segue.fault;

import dev.segue.check.Expectation.Clock;
import dev.segue.fault.Ground.Peculiarity;
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
        return new Form(fault, Traffic::steady, new Ground(Segments.BY_EVENTS, Clock.EVENT), true);
    }

    /** With a clock that follows the wall clock. */
    static Form live(Fault fault) {
        return new Form(fault, Traffic::now, new Ground(Segments.BY_TIME, Clock.LIVE), true);
    }

    Form streams() {
        return with("group.protocol", "streams");
    }

    Form noStandby() {
        return with("num.standby.replicas", "0");
    }

    Form with(String setting, String value) {
        return on(ground.with(setting, value));
    }

    Form three() {
        return on(ground.with(3));
    }

    Form behindFronts() {
        return on(ground.with(Peculiarity.FRONTS));
    }

    Form fromTheVersionBefore() {
        return on(ground.with(Peculiarity.VERSION_BEFORE));
    }

    Form supervised() {
        return on(ground.with(Peculiarity.MAY_END));
    }

    /** Definitions under which the membership at the end depends on nothing but the events, whose order is not known. */
    Form unordered(String definitions) {
        return on(ground.expecting(definitions, Clock.UNORDERED));
    }

    /** With other definitions. */
    Form under(String definitions) {
        return on(ground.expecting(definitions, ground.clock()));
    }

    /** With clocks of which nothing is known. */
    Form anyClock() {
        return on(ground.expecting(ground.definitions(), Clock.ANY));
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
