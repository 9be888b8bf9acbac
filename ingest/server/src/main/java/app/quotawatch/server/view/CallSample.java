package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.batch.LatencyBuckets;

/** The newest calls of a series that are kept, at most so many: which endpoints are slow, and which calls were rejected. */
final class CallSample {

    static final int MAX = 5000;

    private static final int SLOWEST = 10;
    private static final int REJECTED = 10;

    private static final String NEWEST = """
            select v.at, v.latency_ms, v.status, v.hit429, v.headers, v.endpoint, e.method, e.path from \
            (select * from event where series = ? and at >= ? and at < ? order by at desc limit\s""" + MAX + """
            ) v join endpoint e on e.id = v.endpoint order by v.at desc""";

    /** The calls of one endpoint. Percentiles are in milliseconds. */
    record Endpoint(String method, String path, long calls, long errors, long hits429, @Nullable Long p50,
            @Nullable Long p95,
            long longest) {}

    /** A call that was rejected with status 429. */
    record Rejected(Instant at, String method, String path, @Nullable String retryAfter) {}

    private final Map<Integer, Tally> tallies = new HashMap<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int calls;
    private @Nullable Instant oldest;

    private CallSample() {}

    static CallSample read(Connection connection, int series, TimeRange range) throws SQLException {
        CallSample sample = new CallSample();
        try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setInt(1, series);
            query.setLong(2, range.from());
            query.setLong(3, range.to());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    sample.add(rows);
                }
            }
        }
        return sample;
    }

    private void add(ResultSet row) throws SQLException {
        calls++;
        oldest = Instant.ofEpochMilli(row.getLong(1));
        boolean hit429 = row.getBoolean(4);
        Tally tally = tallies.get(row.getInt(6));
        if (tally == null) {
            tally = new Tally(row.getString(7), row.getString(8));
            tallies.put(row.getInt(6), tally);
        }
        tally.add(row.getLong(2), row.getInt(3), hit429);
        if (hit429 && rejected.size() < REJECTED) {
            rejected.add(new Rejected(oldest, tally.method, tally.path,
                    StoredHeaders.parse(row.getString(5)).get("retry-after")));
        }
    }

    int calls() {
        return calls;
    }

    /** Returns when the oldest of these calls was made; null if there are none. */
    @Nullable
    Instant oldest() {
        return oldest;
    }

    /** Returns the endpoints of which one call in twenty takes longest. */
    List<Endpoint> slowest() {
        return tallies.values().stream().map(Tally::endpoint)
                .sorted(Comparator.comparing((Endpoint endpoint) -> endpoint.p95() == null ? 0 : endpoint.p95())
                        .reversed()
                        .thenComparing(Endpoint::path).thenComparing(Endpoint::method))
                .limit(SLOWEST).toList();
    }

    List<Rejected> rejected() {
        return rejected;
    }

    private static final class Tally {

        private final String method;
        private final String path;
        private final long[] latencies = new long[LatencyBuckets.COUNT];
        private long calls;
        private long errors;
        private long hits429;
        private long longest;

        Tally(String method, String path) {
            this.method = method;
            this.path = path;
        }

        void add(long latency, int status, boolean hit429) {
            calls++;
            latencies[LatencyBuckets.bucket(latency)]++;
            longest = Math.max(longest, latency);
            if (hit429) {
                hits429++;
            } else if (status >= 400) {
                errors++;
            }
        }

        Endpoint endpoint() {
            return new Endpoint(method, path, calls, errors, hits429,
                    LatencyBuckets.percentile(latencies, 0.5, longest),
                    LatencyBuckets.percentile(latencies, 0.95, longest), longest);
        }
    }
}
