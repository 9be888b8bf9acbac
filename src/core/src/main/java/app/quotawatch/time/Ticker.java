package app.quotawatch.time;

import java.util.function.LongSupplier;

/** {@link System#nanoTime()}; a class, as a reference to the method would be linked while an application starts. */
public final class Ticker implements LongSupplier {

    @Override
    public long getAsLong() {
        return System.nanoTime();
    }
}
