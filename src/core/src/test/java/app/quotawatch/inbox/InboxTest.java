package app.quotawatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiCall;
import app.quotawatch.testing.Calls;
import app.quotawatch.time.Moment;

/** Calls that are made while another one is counted: nobody waits, and none stays uncounted. */
@Timeout(30)
class InboxTest {

    private final SlowCounter counter = new SlowCounter();
    private final CountLock lock = new CountLock();
    private final Inbox inbox = new Inbox(lock, counter);

    private static ApiCall call(String endpoint) {
        return Calls.call(endpoint);
    }

    private void leave(String endpoint) {
        inbox.answered(call(endpoint), null, 0, 0);
    }

    @Test
    void callMadeWhileAnotherIsCounted_returnsAtOnce_andIsCountedByThatThread() throws InterruptedException {
        Thread slow = counter.countSlowlyIn(inbox);
        leave("/a");
        leave("/b");
        assertThat(counter.endpoints).isEmpty();

        counter.goOn.countDown();
        slow.join();

        assertThat(counter.endpoints).containsExactly("/slow", "/a", "/b");
        assertThat(counter.threads).containsOnly(slow);
    }

    @Test
    void callAfterAMeeting_isCountedAtOnce_whenNobodyElseCalls() throws InterruptedException {
        Thread slow = counter.countSlowlyIn(inbox);
        leave("/a");
        counter.goOn.countDown();
        slow.join();

        for (int i = 0; i < 3; i++) {
            leave("/" + i);
            assertThat(counter.endpoints).hasSize(3 + i);
        }
        assertThat(counter.endpoints).containsExactly("/slow", "/a", "/0", "/1", "/2");
    }

    @Test
    void callsLeftToAThreadThatDied_areCountedAfterSomeMore() {
        counter.goOn.countDown();
        lock.lock();
        leave("/0");
        lock.held = 0; // and its stack is exhausted: it does not look at what was left

        int made = 1;
        while (counter.endpoints.isEmpty()) {
            assertThat(made).isLessThanOrEqualTo(16);
            leave("/" + made++);
        }
        assertThat(counter.endpoints).isEqualTo(IntStream.range(0, made).mapToObj(i -> "/" + i).toList());
    }

    @Test
    void reading_includesWhatWasLeftBefore() throws InterruptedException {
        Thread slow = counter.countSlowlyIn(inbox);
        leave("/a");
        List<String> read = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> read.addAll(inbox.read(() -> List.copyOf(counter.endpoints))));
        reader.start();

        counter.goOn.countDown();
        reader.join();
        slow.join();

        assertThat(read).containsExactly("/slow", "/a");
    }

    @Test
    void callsOfThreadsThatMeet_areAllCountedWithoutAReading() throws InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "threads that meet");
        int rounds = 50_000;
        ApiCall call = call("/x");
        AtomicInteger counted = new AtomicInteger();
        Inbox inbox = new Inbox(new CountLock(), new TestCounter() {
            @Override
            public void count(Object left, Instant serverDate, Moment now) {
                counted.incrementAndGet();
            }
        });
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        List<String> missed = new CopyOnWriteArrayList<>();
        Runnable calls = () -> {
            for (int round = 1; round <= rounds; round++) {
                meet(begun, 2 * round);
                for (int i = 0; i < 3; i++) {
                    inbox.answered(call, null, 0, 0);
                }
                meet(ended, 2 * round);
                if (counted.get() != 6 * round) {
                    missed.add("in round " + round);
                    return;
                }
            }
        };
        Thread other = new Thread(calls);
        other.start();
        calls.run();
        other.join();

        assertThat(missed).isEmpty();
    }

    private static void meet(AtomicInteger arrived, int all) {
        arrived.incrementAndGet();
        for (int i = 1; arrived.get() < all; i++) {
            if (i % 1000 == 0) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void moreCallsThanThereIsRoomFor_areAllCounted_inTheirOrder() throws InterruptedException {
        Thread slow = counter.countSlowlyIn(inbox);
        Thread many = new Thread(() -> {
            for (int i = 0; i <= 3 * Stripe.CAPACITY; i++) {
                leave("/" + i);
            }
        });
        many.start();
        while (many.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // until its stripe is full
        }

        counter.goOn.countDown();
        slow.join();
        many.join();

        List<String> expected = new ArrayList<>(List.of("/slow"));
        for (int i = 0; i <= 3 * Stripe.CAPACITY; i++) {
            expected.add("/" + i);
        }
        assertThat(counter.endpoints).isEqualTo(expected);
    }

    @Test
    void callerWhoWouldHaveToCountTooManyOfOthers_handsOver() throws InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "room for so many");
        List<Runnable> tasks = new ArrayList<>();
        inbox.start(tasks::add);
        Thread slow = counter.countSlowlyIn(inbox);
        for (int i = 0; i < 16; i++) {
            Thread other = new Thread(() -> {
                for (int j = 0; j < 12; j++) {
                    leave("/" + j);
                }
            });
            other.start();
            other.join();
        }

        counter.goOn.countDown();
        slow.join();
        assertThat(counter.endpoints).hasSizeBetween(128, 192);
        assertThat(tasks).hasSize(1);

        tasks.get(0).run();
        assertThat(counter.endpoints).hasSize(1 + 16 * 12);
    }

    @Test
    void callerWithoutABackground_countsAllThatOthersLeft() throws InterruptedException {
        inbox.start(task -> {
            throw new IllegalStateException("stopping");
        });
        Thread slow = counter.countSlowlyIn(inbox);
        for (int i = 0; i < 16; i++) {
            Thread other = new Thread(() -> leave("/x"));
            other.start();
            other.join();
        }

        counter.goOn.countDown();
        slow.join();
        assertThat(counter.endpoints).hasSize(17);
    }

    @Test
    void counterThatFails_leavesNoLockHeld() {
        counter.goOn.countDown();
        counter.broken = new StackOverflowError();
        assertThatThrownBy(() -> leave("/broken")).isInstanceOf(StackOverflowError.class);
        counter.broken = null;
        leave("/next");

        assertThat(counter.endpoints).containsExactly("/next");
    }

    @Test
    void readingThatFails_leavesNoLockHeld() {
        counter.goOn.countDown();
        assertThatThrownBy(() -> inbox.read(() -> {
            throw new StackOverflowError();
        })).isInstanceOf(StackOverflowError.class);
        leave("/next");

        assertThat(counter.endpoints).containsExactly("/next");
    }
}
