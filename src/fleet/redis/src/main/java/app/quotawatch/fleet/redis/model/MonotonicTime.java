package app.quotawatch.fleet.redis.model;

import java.util.function.LongSupplier;

/** {@link System#nanoTime()}; a lambda would be linked when the application starts. */
final class MonotonicTime implements LongSupplier {

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}
