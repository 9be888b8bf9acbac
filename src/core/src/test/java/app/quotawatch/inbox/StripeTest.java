package app.quotawatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.time.Moment;

/** A ring that many threads fill and one at a time empties: nothing is lost, doubled or overtaken. */
@Timeout(60)
class StripeTest {

    private static final int THREADS = 4;
    private static final int EACH = 100_000;

    private final Stripe stripe = new Stripe();

    private static LeftCall left(int thread, int number) {
        return new LeftCall(thread, null, Moment.of(Instant.EPOCH, number));
    }

    @Test
    void fullRing_takesNoMore_untilOneIsRemoved() {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < Stripe.CAPACITY; i++) {
                assertThat(stripe.put(left(0, i))).isEqualTo((round + i) % Stripe.CAPACITY);
            }
            assertThat(stripe.put(left(0, -1))).isNegative();
            assertThat(stripe.first().now().nanos()).isZero();
            stripe.removeFirst();
            assertThat(stripe.put(left(0, Stripe.CAPACITY))).isEqualTo(round);
            for (int i = 1; i <= Stripe.CAPACITY; i++) {
                assertThat(stripe.first().now().nanos()).isEqualTo(i);
                stripe.removeFirst();
            }
            assertThat(stripe.first()).isNull();
        }
    }

    @Test
    void callsOfManyThreads_areRemovedOnceEach_inTheOrderOfTheirThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < EACH; i++) {
                    LeftCall call = left(thread, i);
                    while (stripe.put(call) < 0) {
                        Thread.yield();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        int[] next = new int[THREADS];
        for (int removed = 0; removed < THREADS * EACH;) {
            LeftCall call = stripe.first();
            if (call == null) {
                Thread.yield();
                continue;
            }
            stripe.removeFirst();
            removed++;
            int thread = (int) call.call();
            if (call.now().nanos() != next[thread]++) {
                assertThat(call.now().nanos()).as("call of thread %s", thread).isEqualTo(next[thread] - 1);
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(stripe.first()).isNull();
        assertThat(next).containsOnly(EACH);
    }
}
