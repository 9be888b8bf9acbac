package app.quotawatch.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.testing.ForkedJvm;
import app.quotawatch.time.CurrentMoment;
import app.quotawatch.time.Moment;

/** A ring that many threads fill and one at a time empties: nothing is lost, doubled or overtaken. */
@Timeout(60)
class StripeTest {

    private static final int THREADS = 4;
    private static final int EACH = 100_000;

    private final Stripe stripe = new Stripe();
    private final Counted counted = new Counted();
    private final CurrentMoment moment = new CurrentMoment();

    private int put(Object call, int nanos) {
        return stripe.put(call, null, 0, nanos);
    }

    @Test
    void fullRing_takesNoMore_untilSomeAreCounted() {
        int put = 0;
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < Stripe.CAPACITY; i++) {
                assertThat(put("call", put)).isEqualTo(put++ % Stripe.CAPACITY);
            }
            assertThat(put("call", -1)).isNegative();
            assertThat(stripe.count(counted, moment, 2)).isEqualTo(2);
            assertThat(put("call", put)).isEqualTo(put++ % Stripe.CAPACITY);
            assertThat(put("call", put)).isEqualTo(put++ % Stripe.CAPACITY);
            assertThat(put("call", -1)).isNegative();
            assertThat(stripe.count(counted, moment, Integer.MAX_VALUE)).isEqualTo(Stripe.CAPACITY);
            assertThat(stripe.count(counted, moment, 1)).isZero();
        }
        assertThat(counted.nanos).hasSize(put).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void call_isCountedWithItsOwnDateAndMoment() {
        Instant date = Instant.ofEpochSecond(7);
        for (int i = 0; i < Stripe.CAPACITY; i++) {
            stripe.put(i, i % 2 == 0 ? date : null, 5 + i, i);
        }
        stripe.count(counted, moment, Stripe.CAPACITY);
        stripe.put("without", null, 1, 0);
        stripe.count(counted, moment, 1);

        assertThat(counted.dates).hasSize(Stripe.CAPACITY + 1).startsWith(date, null, date).endsWith(date, null, null);
        assertThat(counted.wallNanos).startsWith(5L, 6L, 7L).hasSize(Stripe.CAPACITY + 1).endsWith(1L);
        assertThat(counted.nanos).startsWith(0L, 1L, 2L).hasSize(Stripe.CAPACITY + 1).endsWith(0L);
    }

    @Test
    void callWhoseCountingFails_remainsTheFirst() {
        put("a", 0);
        put("b", 1);
        put("c", 2);
        counted.failing = "b";
        assertThatThrownBy(() -> stripe.count(counted, moment, 3)).isInstanceOf(StackOverflowError.class);
        counted.failing = null;
        stripe.count(counted, moment, 3);

        assertThat(counted.calls).containsExactly("a", "b", "c");
    }

    /* Interpreted, since compiled code calls next to nothing. */
    @Test
    void threadWhoseStackIsExhausted_turnsNobodyAway() throws IOException, InterruptedException {
        assertThat(ForkedJvm.run(ExhaustedWhilePutting.class, List.of("-Xint"))).isEqualTo("turned away: 0");
    }

    static final class ExhaustedWhilePutting {

        private static final Counter NONE = new Uncounted();

        public static void main(String... arguments) throws InterruptedException {
            Stripe stripe = new Stripe();
            int turnedAway = 0;
            for (int round = 0; round < 100; round++) {
                Thread thread = new Thread(null, () -> dive(stripe), "exhausted", 128 * 1024);
                thread.start();
                thread.join();
                stripe.count(NONE, new CurrentMoment(), Stripe.CAPACITY);
                if (stripe.put("after", null, 0, 0) < 0) {
                    turnedAway++;
                }
            }
            System.out.print("turned away: " + turnedAway);
        }

        private static void dive(Stripe stripe) {
            try {
                putHereAndDeeper(stripe);
            } catch (StackOverflowError expected) {
                // that is what it is for
            }
        }

        private static void putHereAndDeeper(Stripe stripe) {
            if (stripe.put("deep", null, 0, 0) < 0) {
                stripe.count(NONE, new CurrentMoment(), Stripe.CAPACITY);
            }
            putHereAndDeeper(stripe);
        }
    }

    @Test
    void callsOfManyThreads_areCountedOnceEach_inTheOrderOfTheirThread() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int thread = t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < EACH; i++) {
                    while (put(thread, i) < 0) {
                        Thread.yield();
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        int[] next = new int[THREADS];
        Counter inOrder = new Counted() {
            @Override
            public void count(Object call, Instant serverDate, Moment now) {
                int thread = (int) call;
                if (now.nanos() != next[thread]++) {
                    assertThat(now.nanos()).as("call of thread %s", thread).isEqualTo(next[thread] - 1);
                }
            }
        };
        for (int left = THREADS * EACH; left > 0;) {
            int some = stripe.count(inOrder, moment, 100);
            left -= some;
            if (some == 0) {
                Thread.yield();
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(stripe.count(inOrder, moment, 1)).isZero();
        assertThat(next).containsOnly(EACH);
    }

    private static class Uncounted extends Counted {

        @Override
        public void count(Object call, Instant serverDate, Moment now) {
            // there are many
        }
    }

    private static class Counted extends TestCounter {

        final List<Object> calls = new ArrayList<>();
        final List<Instant> dates = new ArrayList<>();
        final List<Long> wallNanos = new ArrayList<>();
        final List<Long> nanos = new ArrayList<>();
        Object failing;

        @Override
        public void count(Object call, Instant serverDate, Moment now) {
            if (call.equals(failing)) {
                throw new StackOverflowError();
            }
            calls.add(call);
            dates.add(serverDate);
            wallNanos.add(now.wallNanos());
            nanos.add(now.nanos());
        }
    }
}
