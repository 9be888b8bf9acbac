package app.quotawatch.server.webhook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Where a message becomes due in the transaction of what it reports, so that there is neither without the other. */
public final class Outbox {

    private static final String ACTIVE = "select id from webhook where project = ? and active order by id";
    private static final String INSERT = """
            insert into webhook_delivery (id, webhook, event, body, created_at, next_at) values (?, ?, ?, ?, ?, ?)""";

    private Outbox() {}

    /** Adds a message to each active webhook of a project. */
    public static void add(Connection connection, int project, String event, String body, long now)
            throws SQLException {
        for (int webhook : active(connection, project)) {
            addTo(connection, webhook, event, body, now);
        }
    }

    private static List<Integer> active(Connection connection, int project) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACTIVE)) {
            statement.setInt(1, project);
            try (ResultSet rows = statement.executeQuery()) {
                List<Integer> webhooks = new ArrayList<>();
                while (rows.next()) {
                    webhooks.add(rows.getInt(1));
                }
                return webhooks;
            }
        }
    }

    /** Adds a message to one webhook and returns the delivery's id. */
    static String addTo(Connection connection, int webhook, String event, String body, long now) throws SQLException {
        String id = UUID.randomUUID().toString();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, id);
            statement.setInt(2, webhook);
            statement.setString(3, event);
            statement.setString(4, body);
            statement.setLong(5, now);
            statement.setLong(6, now);
            statement.executeUpdate();
        }
        return id;
    }
}
