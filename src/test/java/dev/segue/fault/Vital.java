package dev.segue.fault;

/** What must not grow while a service runs for long. */
enum Vital {
    HEAP("heap in use after collection, MB", 8),
    RESIDENT("resident memory, MB", 20),
    OFF_HEAP("resident beyond the heap, MB", 20),
    DIRECT("direct buffers, MB", 4),
    THREADS("threads", 3),
    HANDLES("open files and sockets", 20),
    STATE("state directory, MB", 6),
    CHANGELOGS("changelogs on one broker, MB", 10);

    private final String words;
    private final double slack;

    Vital(String words, double slack) {
        this.words = words;
        this.slack = slack;
    }

    String words() {
        return words;
    }

    /** How much of it may come and go by itself, whatever it is. */
    double slack() {
        return slack;
    }
}
