package dev.segue.metric;

import java.util.List;

/** Every number of Segue's own, in the order of the reference: the one place for names, units, labels and meanings. */
enum Metric {
    EVENTS(
            Kind.COUNTER,
            "segue.events",
            "",
            "Records read, by input and by what became of them: accepted, late (it took its place in the past), expired"
                    + " (older than the retention: for life measures only), duplicate, outdated (an older profile), refused (a"
                    + " dead letter)",
            "source",
            "outcome"),
    DEAD_LETTERS(
            Kind.COUNTER,
            "segue.dead.letters",
            "",
            "Records that could not be taken in, by the reason's code",
            "reason"),
    CHANGES(
            Kind.COUNTER,
            "segue.changes",
            "",
            "Memberships that began (entered) or ended (exited), by what brought it about: event, time, profile, segment,"
                    + " definition, forgotten",
            "segment",
            "type",
            "reason"),
    CHANGE_LATENCY(
            Kind.HISTOGRAM,
            "segue.change.latency",
            "seconds",
            "From the writing of a record until the changes that it made; other consumers see them with the next commit"),
    EXIT_DELAY(
            Kind.HISTOGRAM,
            "segue.exit.delay",
            "seconds",
            "How much later than due changes by time alone were found, entries as well as exits; live clocks only"),
    TIMELINE_ENTRIES(
            Kind.HISTOGRAM,
            "segue.timeline.entries",
            "",
            "Entries in the timeline of the customer of each record taken in"),
    TIMELINE_FOLDS(
            Kind.COUNTER,
            "segue.timeline.folds",
            "",
            "Customers whose oldest entries had to be folded, so that their timeline is not exact any longer"),
    INPUT_LAG(Kind.GAUGE, "segue.input.lag", "seconds", "Age of the newest record that the slowest task here has read"),
    INPUT_LAG_RECORDS(
            Kind.GAUGE, "segue.input.lag.records", "", "Records that wait in an input to be read here", "source"),
    CLOCK_LAG(
            Kind.GAUGE,
            "segue.clock.lag",
            "seconds",
            "By how much the event time of the slowest task here is behind the wall clock"),
    TASK_CLOCK(
            Kind.GAUGE,
            "segue.task.clock",
            "seconds",
            "Event time that the task has reached, seconds since the epoch",
            "task"),
    TASKS(Kind.GAUGE, "segue.tasks", "", "Tasks that run here"),
    STANDBY_TASKS(Kind.GAUGE, "segue.standby.tasks", "", "Standby tasks kept here"),
    DUE_CUSTOMERS(
            Kind.GAUGE,
            "segue.due.customers",
            "",
            "Customers of the tasks here for whom an instant is known at which time alone may change an answer"),
    DUE_BACKLOG(
            Kind.GAUGE,
            "segue.due.backlog",
            "seconds",
            "How far the oldest instant not evaluated yet lies behind the clock of its task; 0 if none is due"),
    CUSTOMERS(Kind.GAUGE, "segue.customers", "", "Customers known to the tasks here"),
    MEMBERS(Kind.GAUGE, "segue.members", "", "Customers in the segment, of the tasks that run here", "segment"),
    TURNOVER(
            Kind.GAUGE,
            "segue.turnover",
            "",
            "Customers who entered (or exited) the segment in the last seven days of event time",
            "segment",
            "type"),
    OVERLAP_MEMBERS(
            Kind.GAUGE,
            "segue.overlap.members",
            "",
            "Customers in both of two segments, the lesser id first; of each task only its "
                    + TaskStanding.MOST_OVERLAPS
                    + " largest overlaps",
            "first",
            "second"),
    DEFINITIONS_VERSION(Kind.GAUGE, "segue.definitions.version", "", "Version of the oldest definition set in force"),
    DEFINITION_PROBLEMS(
            Kind.GAUGE,
            "segue.definition.problems",
            "",
            "Problems of the newest segment definitions; above 0 those before them are in force"),
    TASKS_BACKFILLING(
            Kind.GAUGE, "segue.tasks.backfilling", "", "Tasks that still bring customers up to new definitions"),
    BACKFILL_PROGRESS(
            Kind.GAUGE,
            "segue.backfill.progress",
            "ratio",
            "The part of the customers here that have been brought up to the definitions in force, 0 to 1"),
    BACKFILL_CUSTOMERS(Kind.COUNTER, "segue.backfill.customers", "", "Customers brought up to new definitions"),
    CHANGELOG_LAG_RECORDS(
            Kind.GAUGE,
            "segue.changelog.lag.records",
            "",
            "Changelog records still to be read here, by tasks that restore and by standbys"),
    RESTORE_REMAINING(
            Kind.GAUGE,
            "segue.restore.remaining.records",
            "",
            "Changelog records that tasks here have yet to restore before they run"),
    STORE_DISK(
            Kind.GAUGE,
            "segue.store.disk",
            "bytes",
            "Size of the store's files, of all tasks and standbys here",
            "store"),
    STORE_MEMORY(
            Kind.GAUGE,
            "segue.store.memory",
            "bytes",
            "Memory outside the heap that RocksDB takes: the block-cache, which all stores share, and what each store has in it for memtables and table-readers",
            "store",
            "part"),
    STORE_KEYS(
            Kind.GAUGE,
            "segue.store.keys",
            "",
            "How many keys the store holds, as RocksDB estimates: what was overwritten counts until it is compacted",
            "store"),
    STORE_PENDING_COMPACTION(
            Kind.GAUGE,
            "segue.store.pending.compaction",
            "bytes",
            "What RocksDB has still to rewrite, as it estimates; where it keeps growing the disk is too slow",
            "store"),
    STORE_ERRORS(
            Kind.GAUGE,
            "segue.store.background.errors",
            "",
            "Errors of RocksDB's flushes and compactions so far",
            "store"),
    HTTP_REQUESTS(
            Kind.HISTOGRAM,
            "segue.http.requests",
            "seconds",
            "Requests answered, by the route as the API describes it",
            "method",
            "route",
            "status");

    /** What Prometheus takes it for. */
    enum Kind {
        COUNTER,
        GAUGE,
        /** Also with {@code _max}: the greatest of the last minutes, a gauge. */
        HISTOGRAM
    }

    private final Kind kind;
    private final String id;
    private final String unit;
    private final String meaning;
    private final List<String> labels;

    Metric(Kind kind, String id, String unit, String meaning, String... labels) {
        this.kind = kind;
        this.id = id;
        this.unit = unit;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    Kind kind() {
        return kind;
    }

    /** As Micrometer names it: without unit and suffix. */
    String id() {
        return id;
    }

    /** As Prometheus reads it; of a histogram the part before {@code _bucket}, {@code _sum}, {@code _count}, {@code _max}. */
    String published() {
        String name = id.replace('.', '_') + (unit.isEmpty() ? "" : "_" + unit);
        return kind == Kind.COUNTER ? name + "_total" : name;
    }

    /** The base unit; empty for plain numbers. */
    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }

    List<String> labels() {
        return labels;
    }
}
