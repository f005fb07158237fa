package dev.segue.fault;

/** Something that goes wrong while the load flows. What it broke may stay broken: it is healed afterwards. */
interface Fault {

    void inject(Field field) throws Exception;
}
