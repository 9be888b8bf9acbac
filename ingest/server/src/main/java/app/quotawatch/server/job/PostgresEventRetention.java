package app.quotawatch.server.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import app.quotawatch.server.database.Partitions;

/** Drops partitions, which takes no time and gives back their space at once. */
final class PostgresEventRetention implements EventRetention {

    private final Exclusive exclusive;
    private final Partitions partitions;
    private final RetentionSettings settings;

    PostgresEventRetention(Exclusive exclusive, Partitions partitions, RetentionSettings settings) {
        this.exclusive = exclusive;
        this.partitions = partitions;
        this.settings = settings;
    }

    @Override
    public void delete(long now) {
        exclusive.write(connection -> {
            List<Long> old = oldEvents(partitions.sizes(connection, Partitions.Table.EVENT), now);
            partitions.drop(connection, Partitions.Table.EVENT, old);
            return old;
        });
        exclusive.write(connection -> {
            List<Long> old = oldMinutes(connection, now);
            partitions.drop(connection, Partitions.Table.MINUTE, old);
            return old;
        });
    }

    /* The partition that is written to now is never dropped: what it holds is younger than its length. */
    private List<Long> oldEvents(NavigableMap<Long, Long> sizes, long now) {
        long length = Partitions.Table.EVENT.millis();
        long oldest = now - Duration.ofDays(settings.eventDays()).toMillis();
        long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        List<Long> old = new ArrayList<>();
        for (Map.Entry<Long, Long> partition : sizes.entrySet()) {
            long end = partition.getKey() + length;
            boolean isTooOld = end <= oldest;
            boolean isTooMuch = bytes > settings.eventBytes() && end <= now;
            if (!isTooOld && !isTooMuch) {
                break;
            }
            old.add(partition.getKey());
            bytes -= partition.getValue();
        }
        return old;
    }

    private List<Long> oldMinutes(Connection connection, long now) throws SQLException {
        long length = Partitions.Table.MINUTE.millis();
        List<Long> old = new ArrayList<>();
        for (long start : partitions.sizes(connection, Partitions.Table.MINUTE).headMap(now - MINUTES - length, true)
                .keySet()) {
            if (!Retention.isDue(connection, start, start + length)) {
                old.add(start);
            }
        }
        return old;
    }
}
