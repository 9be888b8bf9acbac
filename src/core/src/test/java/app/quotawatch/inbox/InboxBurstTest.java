package app.quotawatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.Calls;

/** Threads that record without a pause no longer announce each call: what comes after the last announced one. */
@Timeout(30)
class InboxBurstTest {

    private final SlowCounter counter = new SlowCounter();
    private final Inbox inbox = new Inbox(new CountLock(), counter);

    private void leave(String endpoint) {
        inbox.answered(Calls.call(endpoint), null, 0, 0);
    }

    /**
     * Has this thread meet another one that has the lock, so often that it no longer announces each of its calls, and then make
     * this last call while the other thread counts the one before it. When this returns, the other thread has ended.
     */
    private void crowdAndThen(Runnable lastCall) throws InterruptedException {
        Thread slow = counter.countSlowlyIn(inbox);
        for (int i = 1; i < 100; i++) {
            leave("/" + i);
        }
        SlowCounter.Stop stop = counter.stopAt("/99");
        counter.goOn.countDown();
        stop.reached.await();
        lastCall.run();
        stop.goOn.countDown();
        slow.join();
    }

    @Test
    void lastCallOfABurst_isInTheNextReading() throws InterruptedException {
        inbox.start(Runnable::run);
        crowdAndThen(() -> leave("/last"));

        assertThat(inbox.read(() -> List.copyOf(counter.endpoints))).hasSize(101).endsWith("/99", "/last");
    }

    @Test
    void lastCallOfABurst_isCountedBeforeTheNextCallOfItsThread() throws InterruptedException {
        inbox.start(Runnable::run);
        crowdAndThen(() -> leave("/last"));
        for (int i = 0; i < 16; i++) {
            leave("/more");
        }

        assertThat(counter.endpoints.subList(100, 102)).containsExactly("/last", "/more");
    }

    @Test
    void callAfterABurst_isCountedAtOnce_sinceAReading() throws InterruptedException {
        inbox.start(Runnable::run);
        crowdAndThen(() -> leave("/last"));
        inbox.takeIn();
        leave("/next");

        assertThat(counter.endpoints).hasSize(102).endsWith("/last", "/next");
    }

    @Test
    void rejectionInABurst_isCountedWithoutAReading() throws InterruptedException {
        inbox.start(Runnable::run);
        crowdAndThen(() -> inbox.answered(
                ApiCall.builder("Test").endpoint("/rejected").method("GET").status(429).build(), null, 0, 0));
        assertThat(counter.endpoints).hasSize(101).endsWith("/rejected");
    }

    @Test
    void failureInABurst_isCountedWithoutAReading() throws InterruptedException {
        inbox.start(Runnable::run);
        crowdAndThen(() -> inbox.failed(CallFailed.of("Test", "/failed", "GET", Instant.EPOCH, Optional.empty(),
                FailureKind.READ_TIMEOUT), 0, 0));
        assertThat(counter.endpoints).hasSize(101).endsWith("/failed");
    }

    @Test
    void burstWithoutABackground_isCountedWithoutAReading() throws InterruptedException {
        crowdAndThen(() -> leave("/last"));
        assertThat(counter.endpoints).hasSize(101).endsWith("/last");
    }
}
