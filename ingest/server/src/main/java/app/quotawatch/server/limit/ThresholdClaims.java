package app.quotawatch.server.limit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import app.quotawatch.server.batch.Counted;
import app.quotawatch.server.batch.StoredListener;
import app.quotawatch.server.database.Database;
import app.quotawatch.server.webhook.Outbox;

/**
 * Reports each threshold of a limit once per period, over all replicas: with the batch whose calls reach it, in its transaction. Two
 * replicas do not see each other's calls before they are committed, so that together they may pass a threshold that neither sees; and a
 * limit may be set below what is used already. Therefore a sweep looks at the recent periods every few seconds. Thread-safe.
 */
@Singleton
final class ThresholdClaims implements StoredListener {

    private final Database database;
    private final InstantSource clock;
    private final Usages usages;
    private final Claims claims;

    @Inject
    ThresholdClaims(Database database) {
        this(database, InstantSource.system());
    }

    ThresholdClaims(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.usages = new Usages(database.dialect());
        this.claims = new Claims(database.dialect(), clock);
    }

    @Override
    public void stored(Connection connection, List<Counted> counted) throws SQLException {
        List<Usage> used = new ArrayList<>();
        for (LimitKind kind : Usages.kinds(connection)) {
            for (Map.Entry<Period, Set<Integer>> entry : seriesByPeriod(kind, counted).entrySet()) {
                used.addAll(usages.read(connection, kind, entry.getKey(), entry.getValue()));
            }
        }
        report(connection, Claims.unclaimed(connection, used));
    }

    private Map<Period, Set<Integer>> seriesByPeriod(LimitKind kind, List<Counted> counted) {
        Map<Period, Set<Integer>> series = new HashMap<>();
        for (Counted calls : counted) {
            Period period = kind.periodAt(calls.minute());
            if (claims.isRecent(period)) {
                series.computeIfAbsent(period, first -> new TreeSet<>()).add(calls.series());
            }
        }
        return series;
    }

    /** Reports what was reached without being noticed, and returns the use of the present periods. */
    List<Usage> sweep() {
        Swept swept = database.read(connection -> {
            List<Usage> present = new ArrayList<>();
            List<Usage> unclaimed = new ArrayList<>();
            for (LimitKind kind : Usages.kinds(connection)) {
                List<Usage> latest = List.of();
                for (Period period : claims.recentPeriods(kind)) {
                    latest = usages.read(connection, kind, period, null);
                    unclaimed.addAll(Claims.unclaimed(connection, latest));
                }
                present.addAll(latest);
            }
            return new Swept(present, unclaimed);
        });
        if (!swept.unclaimed.isEmpty()) {
            database.write(connection -> {
                report(connection, swept.unclaimed);
                return true;
            });
        }
        return swept.present;
    }

    private void report(Connection connection, List<Usage> unclaimed) throws SQLException {
        if (unclaimed.isEmpty()) {
            return;
        }
        long now = clock.millis();
        for (Claim claim : claims.claim(connection, unclaimed)) {
            Outbox.add(connection, claim.usage().project(), Claim.EVENT, claim.body(now), now);
        }
    }

    private record Swept(List<Usage> present, List<Usage> unclaimed) {}
}
