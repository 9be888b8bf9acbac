package app.quotawatch.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;

class ClocksTest {

    private static final Instant NOON = Instant.parse("2026-05-07T12:00:00Z");

    private final Machine machine = new Machine();
    private final Clocks clocks = new Clocks(machine, () -> machine.nanos);

    @Test
    void wallClock_isReadRarely() {
        clocks.now();
        machine.pass(Duration.ofMillis(9));

        assertNow(NOON.plusMillis(9));
        assertThat(machine.readings).isEqualTo(1);
    }

    @Test
    void adjustedClock_isNoticedWithinTenMilliseconds() {
        clocks.now();
        machine.wall = NOON.minusSeconds(3600);
        machine.pass(Duration.ofMillis(10));

        assertThat(clocks.now().wall()).isEqualTo(NOON.minusSeconds(3600).plusMillis(10));
    }

    @Test
    void pauseBetweenTheReadings_causesAnotherReading() {
        machine.pauses.add(Duration.ofSeconds(10));

        assertNow(NOON.plusSeconds(10));
        assertThat(machine.readings).isEqualTo(2);
    }

    @Test
    void endlessPauses_useTheShortest() {
        for (int i = 20; i > 0; i--) {
            machine.pauses.add(Duration.ofMillis(i));
        }

        Moment now = clocks.now();

        assertThat(machine.readings).isEqualTo(10);
        assertThat(Duration.between(now.wall(), machine.wall)).isZero();
        assertThat(now.nanos()).isEqualTo(machine.nanos);
    }

    @Test
    void tickerThatIsAheadOnAnotherThread_isHarmless() {
        machine.pass(Duration.ofMillis(5));
        clocks.now();
        machine.nanos -= Duration.ofMillis(5).toNanos();
        machine.wall = NOON;

        assertNow(NOON);
    }

    @Test
    void earlierReadingOfTheTicker_hasItsOwnTimeOfDay() {
        long before = machine.nanos;
        machine.pass(Duration.ofSeconds(3));

        assertThat(clocks.wallNanos(before)).isEqualTo(EpochNanos.of(NOON));
        assertThat(clocks.wallNanos(machine.nanos)).isEqualTo(EpochNanos.of(NOON.plusSeconds(3)));
    }

    private void assertNow(Instant wall) {
        Moment now = clocks.now();
        assertThat(now.wall()).isEqualTo(wall);
        assertThat(now.nanos()).isEqualTo(machine.nanos);
    }

    /** Both clocks; if requested, its thread is paused after reading the wall clock. */
    private static final class Machine implements InstantSource {

        private final Deque<Duration> pauses = new ArrayDeque<>();
        private Instant wall = NOON;
        private long nanos = Long.MAX_VALUE - 1_000_000;
        private int readings;

        void pass(Duration duration) {
            wall = wall.plus(duration);
            nanos += duration.toNanos();
        }

        @Override
        public Instant instant() {
            readings++;
            pass(pauses.isEmpty() ? Duration.ZERO : pauses.remove());
            return wall;
        }
    }
}
