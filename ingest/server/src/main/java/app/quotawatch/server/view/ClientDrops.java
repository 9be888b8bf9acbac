package app.quotawatch.server.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Events that the clients of a project had to drop, as they report it: by reason, most first. */
record ClientDrops(String reason, long events) {

    private static final String SUMS = """
            select reason, sum(events) from client_drop where project = ? and day >= ? and day < ? group by reason \
            order by 2 desc, 1""";

    /** Reads the drops of the days that a range touches, because they are counted by day. */
    static List<ClientDrops> read(Connection connection, int project, TimeRange range) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SUMS)) {
            query.setInt(1, project);
            query.setLong(2, Math.floorDiv(range.from(), TimeRange.DAY) * TimeRange.DAY);
            query.setLong(3, range.to());
            try (ResultSet rows = query.executeQuery()) {
                List<ClientDrops> drops = new ArrayList<>();
                while (rows.next()) {
                    drops.add(new ClientDrops(rows.getString(1), rows.getLong(2)));
                }
                return drops;
            }
        }
    }
}
