package app.quotawatch.time;

import java.util.function.LongSupplier;

/** {@link System#nanoTime()}; a class, because a method reference would be linked while the application starts. */
public final class Ticker implements LongSupplier {

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}
