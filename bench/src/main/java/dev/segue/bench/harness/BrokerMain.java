package dev.segue.bench.harness;

import dev.segue.demo.EmbeddedBroker;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The broker's process: arguments are settings as {@code key=value}; it ends with its standard input. */
public final class BrokerMain {

    static final String READY = "bootstrap ";

    private BrokerMain() {}

    public static void main(String[] args) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String arg : args) {
            settings.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, settings)) {
            System.out.println(READY + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // the harness is there
            }
        }
        System.exit(0);
    }
}
