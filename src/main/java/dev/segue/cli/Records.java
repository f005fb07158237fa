package dev.segue.cli;

import dev.segue.event.CustomerEvent;

final class Records {
    private Records() {}

    static CustomerEvent parse(String line) {
        throw new IllegalArgumentException("JSON Lines are not part of this build yet");
    }
}
