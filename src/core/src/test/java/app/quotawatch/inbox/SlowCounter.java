package app.quotawatch.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.testing.Calls;
import app.quotawatch.time.Moment;

/** Remembers what it counts, and waits in each call until it may go on. */
final class SlowCounter extends TestCounter {

    final CountDownLatch counting = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);
    final List<String> endpoints = new CopyOnWriteArrayList<>();
    final List<Thread> threads = new CopyOnWriteArrayList<>();
    final Map<String, Stop> stops = new ConcurrentHashMap<>();
    StackOverflowError broken;

    /** Returns a thread that has begun to count the call {@code /slow}, and ends no sooner than {@link #goOn}. */
    Thread countSlowlyIn(Inbox inbox) throws InterruptedException {
        Thread slow = new Thread(() -> inbox.answered(Calls.call("/slow"), null, 0, 0));
        slow.start();
        counting.await();
        return slow;
    }

    /** Makes the counting of this call stop until {@link Stop#goOn}. */
    Stop stopAt(String endpoint) {
        Stop stop = new Stop();
        stops.put(endpoint, stop);
        return stop;
    }

    @Override
    public void count(Object call, Instant serverDate, Moment now) {
        if (broken != null) {
            throw broken;
        }
        counting.countDown();
        String endpoint = call instanceof ApiCall answered ? answered.endpoint() : ((CallFailed) call).endpoint();
        Stop stop = stops.remove(endpoint);
        try {
            goOn.await();
            if (stop != null) {
                stop.reached.countDown();
                stop.goOn.await();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        endpoints.add(endpoint);
        threads.add(Thread.currentThread());
    }

    static final class Stop {

        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
    }
}
