package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import app.quotawatch.server.database.Database;

/** Deletes rows. Their space is used again, so the file does not grow beyond the limit, but it does not shrink either. */
final class SqliteEventRetention implements EventRetention {

    private static final String USED = """
            select (page_count - freelist_count) * page_size
             from pragma_page_count(), pragma_freelist_count(), pragma_page_size()""";
    private static final String SUMMED_UP = "minute < ? and minute < coalesce((select min(hour) from hour_due), minute + 1)";
    private static final String OLDEST = "number in (select number from event order by at limit ?)";

    private final Database database;
    private final Slices slices;
    private final RetentionSettings settings;

    SqliteEventRetention(Database database, Slices slices, RetentionSettings settings) {
        this.database = database;
        this.slices = slices;
        this.settings = settings;
    }

    @Override
    public void delete(long now) {
        slices.delete("event", "at < ?", now - Duration.ofDays(settings.eventDays()).toMillis());
        slices.delete("minute", SUMMED_UP, now - MINUTES);
        while (database.read(SqliteEventRetention::used) > settings.eventBytes()) {
            if (slices.deleteSome("event", OLDEST, Slices.ROWS) == 0) {
                return;
            }
        }
    }

    private static Long used(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(USED)) {
            return row.next() ? row.getLong(1) : 0L;
        }
    }
}
