package app.quotawatch.server.batch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.database.Dialect;

/**
 * Counts latencies in buckets, each a tenth wider than the one before. A percentile is off by at most 5 percent, below 10 ms
 * by half a millisecond more because it is rounded. Latencies above 164 seconds share the last bucket.
 *
 * <p>
 * Counts are stored without the zeros at their end: as an array in PostgreSQL, in SQLite as a blob of numbers with seven bits
 * per byte, least significant first; the highest bit of a byte means that another one follows.
 */
public final class LatencyBuckets {

    /** The number of buckets. */
    public static final int COUNT = 128;

    private static final double LOG_GROWTH = Math.log(1.1);
    private static final int BITS = 7;
    private static final int MORE = 0x80;

    private LatencyBuckets() {}

    /** Returns the bucket of a latency. */
    public static int bucket(long millis) {
        return millis <= 0 ? 0 : Math.min(COUNT - 1, 1 + (int) (Math.log(millis) / LOG_GROWTH + 1e-9));
    }

    /** Returns the latency in milliseconds that this share, 0 to 1, of all calls did not exceed; null if there are no calls. */
    public static @Nullable Long percentile(long[] counts, double share) {
        return percentile(counts, share, Long.MAX_VALUE);
    }

    /** The same, where the longest of all latencies is known: no percentile exceeds it. */
    public static @Nullable Long percentile(long[] counts, double share, long longest) {
        long total = Arrays.stream(counts).sum();
        if (total == 0) {
            return null;
        }
        long rank = Math.max(1, (long) Math.ceil(share * total));
        int bucket = 0;
        long seen = counts[0];
        while (seen < rank) {
            bucket++;
            seen += counts[bucket];
        }
        return bucket == COUNT - 1 && longest != Long.MAX_VALUE
                ? Long.valueOf(longest)
                : Long.valueOf(Math.min(longest, middle(bucket)));
    }

    /** Adds counts that may have fewer buckets. */
    public static void add(long[] counts, long[] more) {
        for (int i = 0; i < more.length; i++) {
            counts[i] += more[i];
        }
    }

    /** Reads the counts in a column, without the zeros at their end. */
    public static long[] read(ResultSet row, int column, Dialect dialect) throws SQLException {
        return switch (dialect) {
            case SQLITE -> ofBytes(row.getBytes(column));
            case POSTGRESQL -> ofArray((Number[]) row.getArray(column).getArray());
        };
    }

    static long[] ofBytes(byte[] bytes) {
        long[] counts = new long[COUNT];
        int bucket = 0;
        int shift = 0;
        for (byte next : bytes) {
            counts[bucket] |= (long) (next & ~MORE) << shift;
            shift += BITS;
            if ((next & MORE) == 0) {
                bucket++;
                shift = 0;
            }
        }
        return Arrays.copyOf(counts, bucket);
    }

    /** Returns counts as SQLite stores them. */
    public static byte[] toBytes(long[] counts) {
        byte[] bytes = new byte[counts.length * 10];
        int length = 0;
        int used = used(counts);
        for (int i = 0; i < used; i++) {
            long remaining = counts[i];
            while (remaining >= MORE) {
                bytes[length++] = (byte) (remaining | MORE);
                remaining >>>= BITS;
            }
            bytes[length++] = (byte) remaining;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Returns counts separated by commas, without the zeros at their end. */
    public static String toText(long[] counts) {
        StringBuilder text = new StringBuilder();
        int used = used(counts);
        for (int i = 0; i < used; i++) {
            if (i > 0) {
                text.append(',');
            }
            text.append(counts[i]);
        }
        return text.toString();
    }

    /* At least one, because arrays and blobs that are empty would be another case. */
    private static int used(long[] counts) {
        int used = counts.length;
        while (used > 1 && counts[used - 1] == 0) {
            used--;
        }
        return used;
    }

    private static long[] ofArray(Number[] numbers) {
        return Arrays.stream(numbers).mapToLong(Number::longValue).toArray();
    }

    private static long middle(int bucket) {
        return bucket == 0 ? 0 : Math.round(Math.exp((bucket - 0.5) * LOG_GROWTH));
    }
}
