package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Empties the column, in slices. */
final class SqliteHeaderRetention implements HeaderRetention {

    private static final String NEXT = """
            select number, at from event where at >= ? and at < ? and headers is not null order by at limit ?""";
    private static final String EMPTY = "update event set headers = null where number = ?";

    private final Exclusive exclusive;
    private final RetentionSettings settings;

    SqliteHeaderRetention(Exclusive exclusive, RetentionSettings settings) {
        this.exclusive = exclusive;
        this.settings = settings;
    }

    @Override
    public void delete(long now) {
        long until = HeaderRetention.until(now, settings);
        while (exclusive.write(connection -> empty(connection, until)).orElse(0) == Slices.ROWS) {
            // the next slice
        }
    }

    private static Integer empty(Connection connection, long until) throws SQLException {
        long done = HeaderRetention.done(connection);
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setLong(1, done);
            select.setLong(2, until);
            select.setInt(3, Slices.ROWS);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                    done = rows.getLong(2);
                }
            }
        }
        try (PreparedStatement update = connection.prepareStatement(EMPTY)) {
            for (long number : numbers) {
                update.setLong(1, number);
                update.addBatch();
            }
            update.executeBatch();
        }
        HeaderRetention.done(connection, numbers.size() < Slices.ROWS ? Math.max(done, until) : done);
        return numbers.size();
    }
}
