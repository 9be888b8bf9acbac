package app.quotawatch.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions of tables that grow with time, which exist on PostgreSQL only; on SQLite nothing here does anything.
 * Thread-safe.
 *
 * <p>
 * Their bounds follow from their names, so that they can be listed and dropped without reading a row.
 */
public final class Partitions {

    /* A table is created on its own and attached then: that lets others read and write meanwhile, "partition of" does not. */
    private static final String CREATE = "create table %1$s (like %2$s including defaults including indexes)";
    private static final String ATTACH = "alter table %2$s attach partition %1$s for values from (%3$d) to (%4$d)";
    private static final String EXISTS = "select 1 from pg_class where oid = to_regclass(?)";
    private static final String LIST = """
            select c.relname, pg_total_relation_size(c.oid) from pg_inherits i join pg_class c on c.oid = i.inhrelid
             where i.inhparent = to_regclass(?)""";
    private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("uuuuMMddHH").withZone(ZoneOffset.UTC);
    private static final long LOCK = 0x71_75_6f_74_61L;

    /** The tables that have partitions, and how long a partition of each is. */
    public enum Table {
        /** Calls one by one. Short, because the oldest partition is what retention by bytes drops. */
        EVENT(Duration.ofHours(4)),
        /** Sums of minutes. */
        MINUTE(Duration.ofDays(1));

        private final String sqlName = name().toLowerCase(java.util.Locale.ROOT);
        private final long millis;

        Table(Duration length) {
            this.millis = length.toMillis();
        }

        /** Returns how long a partition is, in milliseconds. */
        public long millis() {
            return millis;
        }
    }

    private final Database database;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public Partitions(Database database) {
        this.database = database;
    }

    /** Creates each partition that is missing between two instants, inclusive. Does nothing if it is known to exist. */
    public void ensure(Table table, long from, long to) {
        if (database.dialect() == Dialect.SQLITE) {
            return;
        }
        for (long start = Math.floorDiv(from, table.millis) * table.millis; start <= to; start += table.millis) {
            String name = name(table, start);
            if (!known.contains(name)) {
                create(table, name, start);
                known.add(name);
            }
        }
    }

    /** Lets {@link #ensure} look again at what exists, after another replica has dropped a partition. */
    public void forget() {
        known.clear();
    }

    /** Returns the start of each partition, in milliseconds since the epoch, and its size in bytes; oldest first. */
    public NavigableMap<Long, Long> sizes(Connection connection, Table table) throws SQLException {
        NavigableMap<Long, Long> sizes = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(LIST)) {
            select.setString(1, table.sqlName);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String start = rows.getString(1).substring(table.sqlName.length() + 1);
                    sizes.put(Instant.from(START.parse(start)).toEpochMilli(), rows.getLong(2));
                }
            }
        }
        return sizes;
    }

    /** Drops partitions. Gives up, to be tried again later, rather than let everybody wait behind a long query. */
    public void drop(Connection connection, Table table, List<Long> starts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '2s'");
            for (String name : names(table, starts)) {
                statement.execute("drop table if exists " + name);
                known.remove(name);
            }
        }
    }

    /** Returns the name of the table that is the partition beginning then. */
    public String name(Table table, long start) {
        return table.sqlName + "_" + START.format(Instant.ofEpochMilli(start));
    }

    private List<String> names(Table table, List<Long> starts) {
        List<String> names = new ArrayList<>();
        starts.forEach(start -> names.add(name(table, start)));
        return names;
    }

    private void create(Table table, String name, long start) {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
                if (!exists(connection, name)) {
                    statement.execute(CREATE.formatted(name, table.sqlName));
                    statement.execute(ATTACH.formatted(name, table.sqlName, start, start + table.millis));
                }
            }
            return name;
        });
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(EXISTS)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }
}
