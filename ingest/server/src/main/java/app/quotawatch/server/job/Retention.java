package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Partitions;

/** Deletes what is older than it is kept, and creates partitions before they are needed. */
public final class Retention {

    private static final long AHEAD = Duration.ofDays(3).toMillis();
    private static final long BATCH_KEYS = Duration.ofHours(24).toMillis();
    private static final long DELIVERIES = Duration.ofDays(30).toMillis();
    /* Longer than the longest period of a limit, which is a month, and an event that is as late as it may be. */
    private static final long THRESHOLDS = Duration.ofDays(62).toMillis();
    private static final int HOUR_MONTHS = 13;

    private final Partitions partitions;
    private final EventRetention events;
    private final HeaderRetention headers;
    private final Slices slices;
    private final Clock clock;

    public Retention(Database database, Partitions partitions, RetentionSettings settings, Clock clock) {
        Exclusive exclusive = new Exclusive(database, Exclusive.Job.RETENTION);
        this.partitions = partitions;
        this.slices = new Slices(database, exclusive);
        this.clock = clock;
        this.events = database.dialect() == Dialect.SQLITE
                ? new SqliteEventRetention(database, slices, settings)
                : new PostgresEventRetention(exclusive, partitions, settings);
        this.headers = database.dialect() == Dialect.SQLITE
                ? new SqliteHeaderRetention(exclusive, settings)
                : new PostgresHeaderRetention(database, exclusive, partitions, settings);
    }

    /** Creates the partitions of the next three days. */
    public void createPartitions() {
        long now = clock.millis();
        partitions.ensure(Partitions.Table.EVENT, now, now + AHEAD);
        partitions.ensure(Partitions.Table.MINUTE, now, now + AHEAD);
    }

    /** Deletes everything that is too old, in small transactions. */
    public void delete() {
        long now = clock.millis();
        slices.delete("batch", "received_at < ?", now - BATCH_KEYS);
        long months = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC).minusMonths(HOUR_MONTHS).toInstant()
                .toEpochMilli();
        slices.delete("hour", "hour < ?", months);
        slices.delete("day_count", "day < ?", months);
        slices.delete("client_drop", "day < ?", months);
        slices.delete("threshold_reached", "reached_at < ?", now - THRESHOLDS);
        slices.delete("session", "expires_at < ?", now);
        slices.delete("webhook_delivery", "status <> 'due' and created_at < ?", now - DELIVERIES);
        // last, because they may have to wait for those who read
        events.delete(now);
        headers.delete(now);
    }

    /* A minute that is not summed up yet is kept, however old it is. */
    static boolean isDue(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement select = connection
                .prepareStatement("select 1 from hour_due where hour >= ? and hour < ? limit 1")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }
}
