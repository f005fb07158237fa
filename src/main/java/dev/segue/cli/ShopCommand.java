package dev.segue.cli;

import dev.segue.config.Settings;
import dev.segue.demo.Shop;
import dev.segue.demo.ShopProducer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code segue shop}: the demo's shop on a cluster that is there already, for trying Segue out on it. */
@Command(
        name = "shop",
        description = "Plays the demo's shop into a Kafka cluster for trying things out: where no segment is published "
                + "yet, first its segments and 60 days of history; then it lives on until Ctrl-C. The topics must be "
                + "there; the service makes them with segue.topics.create=true.")
final class ShopCommand implements Callable<Integer> {

    private static final long SEED = 7;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            description = "Events a second that the shop makes. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Mixin
    private Cluster cluster;

    @Override
    public Integer call() throws Exception {
        if (!(rate > 0 && rate <= 10_000)) {
            throw new ParameterException(spec.commandLine(), "--rate is above 0 and at most 10000");
        }
        Settings settings = cluster.settings();
        boolean isNew = ShopSegments.read().publishAsFirst(settings);
        long now = System.currentTimeMillis();
        // a later one is another shop: the same seed would name its events as those before
        Shop shop = new Shop(isNew ? SEED : now, now - Demo.HISTORY.toMillis(), Demo.CUSTOMERS);
        try (Shutdown shutdown = new Shutdown()) {
            ShopProducer producer = shutdown.closing(new ShopProducer(Cluster.client(settings), settings.topics()));
            if (isNew) {
                producer.load(shop, now, rate, count -> {});
                say("Published the shop's segments and loaded " + producer.sent() + " events");
            } else {
                shop.trade(now, event -> {});
                say("There are segments already: no history is loaded");
            }
            say("The shop lives, with " + rate + " events a second. Ctrl-C ends it.");
            producer.run(shop, rate);
        }
        return ExitCode.DONE.status();
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
