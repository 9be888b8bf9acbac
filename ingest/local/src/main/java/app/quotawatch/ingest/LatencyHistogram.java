package app.quotawatch.ingest;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Counts latencies in buckets whose width grows by a twentieth. A percentile is therefore off by at most 3 percent (below
 * 20 ms: half a millisecond plus rounding) at any latency, and never outside the measured range. Only the range of
 * buckets in use is allocated: one minute of one API rarely needs more than a few dozen.
 */
final class LatencyHistogram {

    private static final double LOG_GROWTH = Math.log(1.05);
    private static final int STEP = 8;
    private static final int ZERO = 0;

    private int first;
    private int[] counts = new int[0];
    private long total;
    private long shortest = Long.MAX_VALUE;
    private long longest;

    void add(long latencyMillis) {
        int bucket = bucket(latencyMillis);
        cover(bucket, bucket);
        counts[bucket - first]++;
        total++;
        shortest = Math.min(shortest, latencyMillis);
        longest = Math.max(longest, latencyMillis);
    }

    void add(LatencyHistogram other) {
        if (other.total > 0) {
            cover(other.first, other.first + other.counts.length - 1);
            for (int i = 0; i < other.counts.length; i++) {
                counts[other.first + i - first] += other.counts[i];
            }
            total += other.total;
            shortest = Math.min(shortest, other.shortest);
            longest = Math.max(longest, other.longest);
        }
    }

    /** Returns the latency in milliseconds that this share (0 to 1) of all calls did not exceed; null if there are no calls. */
    @Nullable
    Long percentile(double share) {
        if (total == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int i = 0;
        long seen = counts[0];
        while (seen < rank) {
            i++;
            seen += counts[i];
        }
        return Math.min(longest, Math.max(shortest, middle(first + i)));
    }

    /** Returns about how many bytes of the heap the counts cost. */
    int weight() {
        return HeapWeight.ofArray(Integer.BYTES * counts.length);
    }

    private void cover(int from, int to) {
        int end = first + counts.length;
        if (counts.length == 0) {
            first = from;
            counts = new int[to - from + STEP];
        } else if (from < first) {
            int newFirst = Math.max(ZERO, from - STEP);
            int[] wider = new int[Math.max(end, to + 1) - newFirst];
            System.arraycopy(counts, 0, wider, first - newFirst, counts.length);
            counts = wider;
            first = newFirst;
        } else if (to >= end) {
            counts = Arrays.copyOf(counts, to + STEP - first);
        }
    }

    private static int bucket(long millis) {
        return millis <= 0 ? ZERO : 1 + (int) (Math.log(millis) / LOG_GROWTH + 1e-9);
    }

    private static long middle(int bucket) {
        return bucket == ZERO ? 0 : Math.round(Math.exp((bucket - 0.5) * LOG_GROWTH));
    }
}
