package dev.segue.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers as processes of their own on a broker, compared with a backtest. Takes minutes, so it runs when it is asked for by name. */
class PeersIT {

    private static Trial trial;

    @BeforeAll
    static void load() throws Exception {
        trial = new Trial(SmallShop.arrivals(1, 300, 20_000));
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    @Test
    void shouldTellWhatComesOfReadingAsStreamsDoes() throws Exception {
        List<Trial.Told> told = trial.run(ProcessorApi.class, Map.of()).told();

        assertThat(told).containsExactlyInAnyOrderElementsOf(trial.asStreamsReads());
    }

    @ParameterizedTest
    @ValueSource(classes = {FlinkHeap.class, FlinkRocksDb.class})
    void shouldTellWhatComesOfTimeOrder(Class<?> peer) throws Exception {
        List<Trial.Told> told = trial.run(peer, Map.of()).told();

        assertThat(told).containsExactlyInAnyOrderElementsOf(trial.inTimeOrder());
    }

    /** Of the exits, most are at the ends of windows; but nearly everyone who enters is told of. */
    @Test
    void shouldTellNearlyAllWhoEnterThoughNotToTheMillisecond() throws Exception {
        List<Trial.Told> told = trial.run(StreamsDsl.class, Map.of()).told();

        assertThat((double) entries(told))
                .isBetween(0.7 * entries(trial.inTimeOrder()), 1.3 * entries(trial.inTimeOrder()));
    }

    private static long entries(List<Trial.Told> told) {
        return told.stream().filter(Trial.Told::entered).count();
    }
}
