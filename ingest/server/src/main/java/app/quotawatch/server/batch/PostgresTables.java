package app.quotawatch.server.batch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/** One statement for all rows, whose columns are arrays. */
final class PostgresTables implements Tables {

    private static final String EVENTS = """
            insert into event (at, series, endpoint, latency_ms, status, hit429, headers)
             select * from unnest(?::bigint[], ?::int[], ?::int[], ?::bigint[], ?::smallint[], ?::boolean[], ?::text[])""";
    private static final String MINUTES = """
            insert into minute (minute, series, shard, calls, errors, hits429, latency_max, latency)
             select minute, series, ?, calls, errors, hits429, latency_max, string_to_array(latency, ',')::int[]
             from unnest(?::bigint[], ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
               as u (minute, series, calls, errors, hits429, latency_max, latency)
             on conflict (minute, series, shard) do update set calls = minute.calls + excluded.calls,
               errors = minute.errors + excluded.errors, hits429 = minute.hits429 + excluded.hits429,
               latency_max = greatest(minute.latency_max, excluded.latency_max),
               latency = add_arrays(minute.latency, excluded.latency)""";

    @Override
    public void addEvents(Connection connection, List<NumberedEvent> events, long headersFrom) throws SQLException {
        int count = events.size();
        long[] at = new long[count];
        int[] series = new int[count];
        int[] endpoints = new int[count];
        long[] latencies = new long[count];
        short[] statuses = new short[count];
        boolean[] hits429 = new boolean[count];
        @Nullable
        String[] texts = new @Nullable String[count];
        for (int i = 0; i < count; i++) {
            NumberedEvent event = events.get(i);
            at[i] = event.at();
            series[i] = event.series();
            endpoints[i] = event.endpoint();
            latencies[i] = event.latencyMs();
            statuses[i] = (short) event.status();
            hits429[i] = event.hit429();
            texts[i] = event.at() > headersFrom ? event.headers() : null;
        }
        try (PreparedStatement insert = connection.prepareStatement(EVENTS)) {
            insert.setObject(1, at);
            insert.setObject(2, series);
            insert.setObject(3, endpoints);
            insert.setObject(4, latencies);
            insert.setObject(5, statuses);
            insert.setObject(6, hits429);
            insert.setObject(7, texts);
            insert.executeUpdate();
        }
    }

    @Override
    public void addMinutes(Connection connection, int shard, SortedMap<Rollup.SeriesPeriod, Rollup.Sums> minutes)
            throws SQLException {
        int count = minutes.size();
        long[] starts = new long[count];
        int[] series = new int[count];
        long[] calls = new long[count];
        long[] errors = new long[count];
        long[] hits429 = new long[count];
        long[] latenciesMax = new long[count];
        String[] latencies = new String[count];
        int i = 0;
        for (Map.Entry<Rollup.SeriesPeriod, Rollup.Sums> entry : minutes.entrySet()) {
            starts[i] = entry.getKey().start();
            series[i] = entry.getKey().series();
            calls[i] = entry.getValue().calls;
            errors[i] = entry.getValue().errors;
            hits429[i] = entry.getValue().hits429;
            latenciesMax[i] = entry.getValue().latencyMax;
            latencies[i] = LatencyBuckets.toText(entry.getValue().latency);
            i++;
        }
        try (PreparedStatement insert = connection.prepareStatement(MINUTES)) {
            insert.setInt(1, shard);
            insert.setObject(2, starts);
            insert.setObject(3, series);
            insert.setObject(4, calls);
            insert.setObject(5, errors);
            insert.setObject(6, hits429);
            insert.setObject(7, latenciesMax);
            insert.setObject(8, latencies);
            insert.executeUpdate();
        }
    }
}
