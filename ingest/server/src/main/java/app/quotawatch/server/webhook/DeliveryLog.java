package app.quotawatch.server.webhook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.server.database.Database;

/** The outcomes of the messages, for people to look at. Thread-safe. */
@Singleton
final class DeliveryLog {

    private static final int LENGTH = 50;
    private static final String NEWEST = """
            select id, event, created_at, status, attempts, last_status, last_error, next_at from webhook_delivery \
            where webhook = ? order by created_at desc, id limit ?""";

    private final Database database;

    @Inject
    DeliveryLog(Database database) {
        this.database = database;
    }

    /** Returns the newest deliveries of a webhook, the newest first. */
    List<Delivery> newest(int webhook) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
                statement.setInt(1, webhook);
                statement.setInt(2, LENGTH);
                try (ResultSet rows = statement.executeQuery()) {
                    List<Delivery> deliveries = new ArrayList<>();
                    while (rows.next()) {
                        deliveries.add(delivery(rows));
                    }
                    return deliveries;
                }
            }
        });
    }

    private static Delivery delivery(ResultSet rows) throws SQLException {
        int lastStatus = rows.getInt(6);
        boolean responded = !rows.wasNull();
        String status = rows.getString(4);
        return new Delivery(rows.getString(1), rows.getString(2), rows.getLong(3), status, rows.getInt(5),
                responded ? lastStatus : null, rows.getString(7), status.equals("due") ? rows.getLong(8) : null);
    }
}
