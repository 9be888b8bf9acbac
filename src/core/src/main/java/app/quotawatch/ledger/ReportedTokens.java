package app.quotawatch.ledger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ReadingBuffer;
import app.quotawatch.headers.WindowReading;
import app.quotawatch.time.Moment;

/** Derives how many tokens an API's calls cost from what the provider reports. Not thread-safe. */
final class ReportedTokens {

    /*
     * If a provider reports the remaining tokens, their decrease reveals what a call cost. Responses overtake each other, so a
     * number that is higher than one of the last two seconds is outdated; later, it shows that the bucket was refilled. What was
     * refilled between two reports is not visible, so the sum is a lower bound. If several windows count tokens, they count the
     * same ones, so the largest decrease is used.
     */

    private static final long OVERTAKEN_NANOS = 2_000_000_000;
    private static final int MAX_WINDOWS = 8;

    private final @Nullable String[] names = new String[MAX_WINDOWS];
    private final double[] remaining = new double[MAX_WINDOWS];
    private final long[] nanos = new long[MAX_WINDOWS];

    /** Returns how many tokens were used since the last report; 0 for the first. */
    long used(ReadingBuffer reading, Moment now) {
        double largest = 0;
        for (int i = 0; i < reading.size(); i++) {
            WindowReading window = reading.window(i);
            if (window.remaining() >= 0 && window.unit().equals("tokens")) {
                largest = Math.max(largest, decrease(window.name(), window.remaining(), now));
            }
        }
        return (long) largest;
    }

    private double decrease(String name, double remainingNow, Moment now) {
        for (int i = 0; i < MAX_WINDOWS; i++) {
            String known = names[i];
            if (known == null) {
                names[i] = name;
                remaining[i] = remainingNow;
                nanos[i] = now.nanos();
                return 0;
            }
            if (known.equals(name)) {
                double decrease = remaining[i] - remainingNow;
                if (decrease >= 0 || now.nanosSince(nanos[i]) > OVERTAKEN_NANOS) {
                    remaining[i] = remainingNow;
                    nanos[i] = now.nanos();
                }
                return decrease;
            }
        }
        return 0;
    }
}
