package app.quotawatch.ledger;

import java.util.Objects;

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
     * same ones, so the largest decrease is used. Windows of one name with other limits, or of other partitions, are other buckets.
     */

    private static final long OVERTAKEN_NANOS = 2_000_000_000;
    private static final int MAX_WINDOWS = 32;

    private final @Nullable String[] names = new String[MAX_WINDOWS];
    private final @Nullable String[] partitions = new String[MAX_WINDOWS];
    private final double[] limits = new double[MAX_WINDOWS];
    private final double[] remaining = new double[MAX_WINDOWS];
    private final long[] nanos = new long[MAX_WINDOWS];

    /** Returns how many tokens were used since the last report of the same partition; 0 for the first. */
    long used(ReadingBuffer reading, @Nullable String partition, Moment now) {
        double largest = 0;
        for (int i = 0; i < reading.size(); i++) {
            WindowReading window = reading.window(i);
            if (window.remaining() >= 0 && window.unit().equals("tokens")) {
                largest = Math.max(largest, decrease(window, partition, now));
            }
        }
        return (long) largest;
    }

    private double decrease(WindowReading window, @Nullable String partition, Moment now) {
        int longestUnreported = 0;
        for (int i = 0; i < MAX_WINDOWS; i++) {
            if (names[i] == null) {
                return first(i, window, partition, now);
            }
            if (isSame(i, window, partition)) {
                double decrease = remaining[i] - window.remaining();
                if (decrease >= 0 || now.nanosSince(nanos[i]) > OVERTAKEN_NANOS) {
                    remaining[i] = window.remaining();
                    nanos[i] = now.nanos();
                }
                return decrease;
            }
            if (now.nanosSince(nanos[i]) > now.nanosSince(nanos[longestUnreported])) {
                longestUnreported = i;
            }
        }
        return first(longestUnreported, window, partition, now);
    }

    /* Limits that are not stated are the same, too. */
    private boolean isSame(int i, WindowReading window, @Nullable String partition) {
        return window.name().equals(names[i]) && Objects.equals(partition, partitions[i])
                && Double.compare(window.limit(), limits[i]) == 0;
    }

    private double first(int i, WindowReading window, @Nullable String partition, Moment now) {
        names[i] = window.name();
        partitions[i] = partition;
        limits[i] = window.limit();
        remaining[i] = window.remaining();
        nanos[i] = now.nanos();
        return 0;
    }
}
