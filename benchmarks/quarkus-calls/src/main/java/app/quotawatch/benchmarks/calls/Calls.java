package app.quotawatch.benchmarks.calls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Makes calls, each as soon as the previous one has completed. After the warm-up, it prints {@code warm}. For each line of its
 * standard input, it then makes a block of calls and prints {@code outcome} with the median and the 99th percentile of a call in
 * nanoseconds. Argument: how long to warm up, in milliseconds.
 */
@QuarkusMain
public final class Calls implements QuarkusApplication {

    private static final int BLOCK = 1_000;
    /* The application's code and data are no longer in the processor's caches after another one's turn. */
    private static final int BEFORE_EACH = 100;

    private final Things things;

    Calls(@RestClient Things things) {
        this.things = things;
    }

    @Override
    public int run(String... arguments) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[0]));
        while (System.nanoTime() < end) {
            call(BLOCK);
        }
        System.out.println("warm");
        while (System.in.read() >= 0) {
            call(BEFORE_EACH);
            long[] nanos = call(BLOCK);
            Arrays.sort(nanos);
            System.out.printf(Locale.ROOT, "outcome %d %d%n", nanos[BLOCK / 2], nanos[(int) (BLOCK * 0.99)]);
        }
        return 0;
    }

    /* Returns how long each took. */
    private long[] call(int number) {
        long[] nanos = new long[number];
        long before = System.nanoTime();
        for (int i = 0; i < number; i++) {
            String response = things.get();
            long after = System.nanoTime();
            if (!response.contains("42")) {
                throw new IllegalStateException(response);
            }
            nanos[i] = after - before;
            before = after;
        }
        return nanos;
    }
}
