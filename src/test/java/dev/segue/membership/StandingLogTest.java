package dev.segue.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.timeline.CorruptState;
import dev.segue.timeline.StoredParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The log of standings: whatever is written and read between, it is all there, and little is written. */
class StandingLogTest {

    private static final int BASE = 1;
    private static final int CHANGES = 1_000;
    private static final int LOG = StandingLog.firstLogPart(CHANGES);
    private static final long NOW = 1_700_000_000_000L;

    private final StoredParts parts = new StoredParts();
    private final List<KeptChange> kept = new ArrayList<>();
    private StandingLog log = new StandingLog(BASE, CHANGES);

    @Test
    void shouldReadBackWhatWasWritten() {
        Random random = new Random(5);

        for (int i = 0; i < 2_000; i++) {
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                change("segment-" + random.nextInt(30), random.nextBoolean(), NOW + i * 1_000L);
            }
            if (random.nextInt(5) == 0) {
                log.standings().memberOf().forEach(id -> log.standings().expectExit(id, NOW + random.nextInt(1_000)));
            }
            log.write(parts);
            if (random.nextInt(3) == 0) {
                StandingLog before = log;
                log = read();
                assertThat(log.standings().sequence())
                        .isEqualTo(before.standings().sequence());
                assertThat(log.standings().memberOf())
                        .isEqualTo(before.standings().memberOf());
                assertThat(log.standings().segments())
                        .isEqualTo(before.standings().segments());
            }
        }

        assertThat(log.standings().changes().all(parts)).isEqualTo(kept);
    }

    @Test
    void shouldWriteLittleOfManySegments() {
        for (int i = 0; i < 300; i++) {
            change("segment-" + i, true, NOW);
        }
        log.write(parts);
        long before = parts.bytesPut();

        for (int i = 0; i < 160; i++) {
            change("segment-" + i % 10, i % 20 >= 10, NOW + i);
            log.write(parts);
        }

        assertThat((parts.bytesPut() - before) / 160).isLessThan(450);
        assertThat(parts.get(BASE)).hasSizeGreaterThan(4_800);
    }

    @Test
    void shouldRefuseALogThatDoesNotGoWithItsBase() {
        change("a", true, NOW);
        log.write(parts);
        change("b", true, NOW + 1);
        log.write(parts);
        byte[] ofFirstBase = parts.get(BASE);
        for (int i = 0; parts.get(BASE) == ofFirstBase; i++) {
            change("a", i % 2 == 1, NOW + 2 + i);
            log.write(parts);
        }
        change("c", true, NOW + 100);
        log.write(parts);

        parts.put(BASE, ofFirstBase);

        assertThatThrownBy(this::read)
                .isInstanceOf(CorruptState.class)
                .hasMessageContaining("belongs to base 2, not 1");
    }

    @Test
    void shouldHaveEachChangeOnceWhereAPageIsWrittenWhileItIsRead() {
        change("a", true, NOW);
        log.write(parts);
        change("b", true, NOW + 1);
        log.write(parts);
        StandingLog readBefore = read();
        byte[] firstBase = parts.get(BASE);
        for (int i = 0; parts.get(BASE) == firstBase; i++) {
            change("a", i % 2 == 1, NOW + 2 + i);
            log.write(parts);
        }

        assertThat(readBefore.standings().changes().all(parts)).isEqualTo(kept.subList(0, 2));
    }

    @Test
    void shouldRefuseALogWithAGap() {
        for (int i = 0; i < 20; i++) {
            change("segment-" + i, true, NOW);
        }
        log.write(parts);
        change("a", true, NOW + 1);
        log.write(parts);
        change("b", true, NOW + 2);
        log.write(parts);

        parts.put(LOG, null);

        assertThatThrownBy(this::read).isInstanceOf(CorruptState.class);
    }

    @Test
    void shouldKnowEachPartThatIsStored() {
        for (int i = 0; i < 500; i++) {
            change("segment-" + i % 7, i % 14 < 7, NOW + i);
            log.write(parts);
        }

        assertThat(read().parts()).containsAll(parts.all().keySet());
    }

    private void change(String segmentId, boolean enters, long at) {
        Standings standings = log.standings();
        standings.put(segmentId, enters ? new Standing.Member(3, at, Arm.TREATMENT) : new Standing.Former(at));
        KeptChange change = new KeptChange(segmentId, enters ? Change.Type.ENTERED : Change.Type.EXITED, at);
        standings.count(change, NOW - 1);
        kept.add(change);
    }

    private StandingLog read() {
        StandingLog read = new StandingLog(BASE, CHANGES);
        read.readBase(parts.get(BASE));
        parts.each(LOG, CHANGES, read::readLogPart);
        return read;
    }
}
