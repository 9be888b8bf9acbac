package app.quotawatch.server.webhook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;

/**
 * The messages that are due, and those that were. Whoever claims one has it for a minute; whoever is killed meanwhile loses it to the
 * next one, so that a message arrives at least once. Thread-safe.
 */
final class Deliveries {

    static final String SWITCHED_OFF = "the webhook is switched off";

    /* Longer than an attempt can take, however slow the look-up of its host. */
    private static final long LEASE_MILLIS = Duration.ofMinutes(1).toMillis();

    private static final String ANY = "select 1 from webhook_delivery where status = 'due' and next_at <= ? limit 1";
    /*
     * One message of each webhook at a time, so that a receiver that hangs does not keep those of others waiting. The
     * conditions are repeated for the row that is locked: another replica may have claimed it since it was found.
     */
    private static final String CLAIM = """
            with chosen as (select id from webhook_delivery where status = 'due' and next_at <= ? and id in (\
            select id from (select id, row_number() over (partition by webhook order by created_at, next_at, id) as place \
            from webhook_delivery where status = 'due' and next_at <= ?%s) waiting where place = 1) \
            order by next_at limit ?%s) \
            update webhook_delivery set next_at = ?, attempts = attempts + 1 where id in (select id from chosen) \
            returning id, webhook, event, body, attempts""";
    private static final String WEBHOOK = "select project, url, secret, active from webhook where id = ?";
    /* Does nothing if the claim has passed to another replica. */
    private static final String END = """
            update webhook_delivery set status = ?, last_status = ?, last_error = ?, ended_at = ? \
            where id = ? and attempts = ? and status = 'due'""";
    private static final String RETRY = """
            update webhook_delivery set next_at = ?, last_status = ?, last_error = ? \
            where id = ? and attempts = ? and status = 'due'""";

    private final Database database;
    private final RetrySchedule schedule;
    private final InstantSource clock;

    Deliveries(Database database, RetrySchedule schedule, InstantSource clock) {
        this.database = database;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** Claims what is due, at most one message of each webhook and none of those that are busy. */
    List<Due> claim(int atMost, Set<Integer> busy) {
        long now = clock.millis();
        if (atMost == 0 || !isAnyDue(now)) {
            return List.of();
        }
        return database.write(connection -> {
            List<Due> claimed = new ArrayList<>();
            for (Claimed claim : claim(connection, atMost, busy, now)) {
                Due due = due(connection, claim);
                if (due == null) {
                    end(connection, claim.id, claim.attempts, new Outcome(null, SWITCHED_OFF), now);
                } else {
                    claimed.add(due);
                }
            }
            return claimed;
        });
    }

    /* Most of the time nothing is, and SQLite's only writer need not be asked. */
    private boolean isAnyDue(long now) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ANY)) {
                statement.setLong(1, now);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    private List<Claimed> claim(Connection connection, int atMost, Set<Integer> busy, long now) throws SQLException {
        String notBusy = busy.isEmpty()
                ? ""
                : busy.stream().map(webhook -> "?").collect(Collectors.joining(", ", " and webhook not in (", ")"));
        String lock = database.dialect() == Dialect.POSTGRESQL ? " for update skip locked" : "";
        try (PreparedStatement statement = connection.prepareStatement(CLAIM.formatted(notBusy, lock))) {
            int column = 0;
            statement.setLong(++column, now);
            statement.setLong(++column, now);
            for (int webhook : busy) {
                statement.setInt(++column, webhook);
            }
            statement.setInt(++column, atMost);
            statement.setLong(++column, now + LEASE_MILLIS);
            try (ResultSet rows = statement.executeQuery()) {
                List<Claimed> claimed = new ArrayList<>();
                while (rows.next()) {
                    claimed.add(new Claimed(rows.getString(1), rows.getInt(2), rows.getString(3), rows.getString(4),
                            rows.getInt(5)));
                }
                return claimed;
            }
        }
    }

    private static @Nullable Due due(Connection connection, Claimed claim) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WEBHOOK)) {
            statement.setInt(1, claim.webhook);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(4)
                        ? new Due(claim.id, claim.webhook, rows.getInt(1), rows.getString(2), rows.getBytes(3),
                                claim.event,
                                claim.body, claim.attempts)
                        : null;
            }
        }
    }

    /** Stores how an attempt ended, and returns what becomes of the delivery. */
    Result record(Due due, Outcome outcome) {
        OptionalLong delay = schedule.delayMillis(due.attempts());
        boolean retried = !outcome.isDelivered() && !outcome.isGone() && delay.isPresent();
        long now = clock.millis();
        database.write(connection -> {
            if (retried) {
                retry(connection, due, outcome, now + delay.getAsLong());
            } else {
                end(connection, due.id(), due.attempts(), outcome, now);
            }
            return outcome.isGone() && Webhooks.activate(connection, due.webhook(), false, now);
        });
        return retried ? Result.RETRIED : outcome.isDelivered() ? Result.DELIVERED : Result.FAILED;
    }

    private static void retry(Connection connection, Due due, Outcome outcome, long nextAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RETRY)) {
            statement.setLong(1, nextAt);
            statement.setObject(2, outcome.status());
            statement.setString(3, outcome.error());
            statement.setString(4, due.id());
            statement.setInt(5, due.attempts());
            statement.executeUpdate();
        }
    }

    private static void end(Connection connection, String id, int attempts, Outcome outcome, long now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, outcome.isDelivered() ? "delivered" : "failed");
            statement.setObject(2, outcome.status());
            statement.setString(3, outcome.error());
            statement.setLong(4, now);
            statement.setString(5, id);
            statement.setInt(6, attempts);
            statement.executeUpdate();
        }
    }

    /** What becomes of a delivery after an attempt. */
    enum Result {
        DELIVERED, RETRIED, FAILED
    }

    private record Claimed(String id, int webhook, String event, String body, int attempts) {}
}
