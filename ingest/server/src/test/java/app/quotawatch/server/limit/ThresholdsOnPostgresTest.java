package app.quotawatch.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.batch.Counted;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.testing.TestDatabase;

class ThresholdsOnPostgresTest extends ThresholdsContract {

    @Override
    TestDatabase create() {
        return TestDatabase.postgres();
    }

    @Test
    void threshold_thatTwoReplicasPassTogether_isReportedOnceByTheSweep() throws Exception {
        limit(LimitKind.DAILY, 10);
        calls(2);
        Database other = database.ofAnotherReplica();
        ThresholdClaims claimsOfOther = new ThresholdClaims(other, time);

        database.database().write(connection -> {
            count(connection, claims, 100, 3);
            return other.write(later -> {
                count(later, claimsOfOther, 101, 3);
                return true;
            });
        });
        assertThat(messages()).isEmpty();
        claims.sweep();
        claimsOfOther.sweep();

        assertThat(messages()).hasSize(1);
    }

    private void count(Connection connection, ThresholdClaims replica, int shard, int calls) throws SQLException {
        int series = (int) database.number("select id from series");
        long day = time.millis() - time.millis() % Duration.ofDays(1).toMillis();
        long minute = time.millis() - time.millis() % Duration.ofMinutes(1).toMillis();
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into day_count (series, day, shard, calls) values (" + series + ", " + day + ", "
                    + shard + ", "
                    + calls + ")");
        }
        replica.stored(connection, List.of(new Counted(project, series, "Payments", "production", minute, calls)));
    }

    @Test
    void threshold_thatTwoReplicasSeeAtOnce_isReportedOnce() throws Exception {
        limit(LimitKind.DAILY, 10);
        calls(7);
        Database other = database.ofAnotherReplica();
        ThresholdClaims claimsOfOther = new ThresholdClaims(other, time);
        Thread[] second = new Thread[1];

        database.database().write(connection -> {
            count(connection, claims, 100, 2);
            // waits for the claim of the first one
            second[0] = new Thread(() -> other.write(later -> {
                count(later, claimsOfOther, 101, 2);
                return true;
            }));
            second[0].start();
            return true;
        });
        second[0].join();
        claims.sweep();

        assertThat(messages()).filteredOn(body -> body.contains("\"thresholdPct\":80")).hasSize(1);
        assertThat(messages()).hasSize(3);
    }

    @Test
    void limit_thatIsRaisedWhileItsThresholdIsReported_canReachItAgain() throws Exception {
        limit(LimitKind.DAILY, 10);
        calls(7);
        Thread[] change = new Thread[1];

        database.database().write(connection -> {
            count(connection, claims, 100, 1);
            change[0] = new Thread(() -> limit(LimitKind.DAILY, 20));
            change[0].start();
            return true;
        });
        change[0].join();
        assertThat(messages()).hasSize(1);
        calls(8);

        assertThat(messages()).hasSize(2).anyMatch(body -> body.contains("\"currentCount\":16,\"limitValue\":20"));
    }
}
