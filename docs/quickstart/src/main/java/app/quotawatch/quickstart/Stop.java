package app.quotawatch.quickstart;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks the main thread to stop everything, and lets the JVM exit once it has. Thread-safe. */
final class Stop {

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    /** Requests the stop when the JVM is to exit, on Ctrl-C for example. */
    void onExit(String threadName, int longestStopSeconds) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> requestAndWait(longestStopSeconds), threadName));
    }

    /* The JVM exits when this returns: until then, the main thread stops everything. */
    private void requestAndWait(int longestStopSeconds) {
        request();
        try {
            done.await(longestStopSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void request() {
        requested.countDown();
    }

    /** Waits for the request, and returns whether it came in time. */
    boolean await(long time, TimeUnit unit) throws InterruptedException {
        return requested.await(time, unit);
    }

    /** Reports that everything has stopped. */
    void done() {
        done.countDown();
    }
}
