package app.quotawatch.benchmarks.calls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Makes calls, each as soon as the previous one has completed. After the warm-up, it prints {@code warm} and waits for a line of
 * its standard input; at the end, it prints {@code outcome}, the median and the 99th percentile of a call in nanoseconds, and the
 * calls per second. Arguments: how long to warm up and how long to measure, in milliseconds.
 */
@QuarkusMain
public final class Calls implements QuarkusApplication {

    private static final int MOST_PER_SECOND = 200_000;

    private final Things things;

    Calls(@RestClient Things things) {
        this.things = things;
    }

    @Override
    public int run(String... arguments) throws IOException {
        long warmUpMillis = Long.parseLong(arguments[0]);
        long millis = Long.parseLong(arguments[1]);
        long[] nanos = new long[(int) (Math.max(warmUpMillis, millis) * MOST_PER_SECOND / 1000)];
        call(nanos, warmUpMillis);
        System.out.println("warm");
        System.in.read();
        long start = System.nanoTime();
        int calls = call(nanos, millis);
        double seconds = (System.nanoTime() - start) / 1e9;
        Arrays.sort(nanos, 0, calls);
        System.out.printf(Locale.ROOT, "outcome %d %d %.1f%n", nanos[calls / 2], nanos[(int) (calls * 0.99)],
                calls / seconds);
        return 0;
    }

    /* Returns how many calls it made. */
    private int call(long[] nanos, long millis) {
        long start = System.nanoTime();
        int calls = 0;
        for (long now = start; now - start < TimeUnit.MILLISECONDS.toNanos(millis);) {
            String response = things.get();
            long after = System.nanoTime();
            if (!response.contains("42")) {
                throw new IllegalStateException(response);
            }
            nanos[calls++] = after - now;
            now = after;
        }
        return calls;
    }
}
