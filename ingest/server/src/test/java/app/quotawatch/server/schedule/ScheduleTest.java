package app.quotawatch.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Logger LOGGER = Logger.getLogger(Schedule.class.getName());

    private final Schedule schedule = new Schedule();
    private final Logged logged = new Logged();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(logged);
    }

    @AfterEach
    void stop() {
        schedule.stop();
        LOGGER.removeHandler(logged);
    }

    @Test
    void jobThatRuns_endsBeforeTheServerStops() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        schedule.every(SHORT, Duration.ZERO, "waiting", () -> {
            begun.countDown();
            awaitQuietly(stopping);
            ended.set(true);
        });
        begun.await();
        Thread stop = new Thread(schedule::stop);
        stop.start();
        // until it waits for the job; without waiting, it would end
        while (stop.getState() != Thread.State.TIMED_WAITING && stop.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(stop.isAlive()).isTrue();
        stopping.countDown();
        stop.join();
        assertThat(ended).isTrue();
        assertThat(logged.lines).isEmpty();
    }

    @Test
    void jobOfAServerThatStops_doesNotBegin() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch twice = new CountDownLatch(2);
        schedule.every(SHORT, Duration.ZERO, "counting", () -> {
            runs.incrementAndGet();
            twice.countDown();
        });
        twice.await();
        schedule.stop();
        int before = runs.get();
        schedule.every(SHORT, Duration.ZERO, "coming too late", runs::incrementAndGet);
        schedule.stop();
        assertThat(runs).hasValue(before);
    }

    @Test
    void jobThatFails_runsAgainAndIsLoggedOnce() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch often = new CountDownLatch(10);
        schedule.every(SHORT, Duration.ZERO, "failing", () -> {
            often.countDown();
            if (runs.incrementAndGet() < 5) {
                throw new AssertionError("on purpose");
            }
        });
        often.await();
        assertThat(logged.lines).containsExactly("WARNING The job failed and will be tried again: failing",
                "INFO The job works again: {0}");
    }

    @Test
    void jobThatWaits_delaysNoOther() throws InterruptedException {
        CountDownLatch other = new CountDownLatch(1);
        schedule.every(SHORT, Duration.ZERO, "waiting", () -> awaitQuietly(other));
        schedule.every(SHORT, Duration.ZERO, "working", other::countDown);
        other.await();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Logged extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
