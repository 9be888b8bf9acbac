package app.quotawatch.fleet.jdbc;

/** The one table. */
final class Table {

    static final String NAME = "quotawatch_fleet";
    static final int VERSION = 1;
    /** The most that every database has in a VARCHAR. */
    static final int DATA_LENGTH = 4_000;

    /** Creates the table, in the SQL that all databases have in common. */
    static final String CREATE = "create table " + NAME + " (fleet varchar(200) not null, kind varchar(8) not null,"
            + " name varchar(200) not null, replica varchar(200) not null, version integer not null, seen bigint not null,"
            + " expires bigint not null, data varchar(" + DATA_LENGTH
            + ") not null, primary key (fleet, kind, name, replica))";

    /* What this replica has written, so that a lost row is noticed; who is there; and what others have changed since. */
    static final String READ = "select current_timestamp, kind, name, replica, version, expires, data from " + NAME
            + " where fleet = ? and kind <> 'claim' and (kind = 'live' or replica = ? or seen >= ?)";
    static final String UPDATE = "update " + NAME + " set version = ?, seen = ?, expires = ?, data = ?"
            + " where fleet = ? and kind = ? and name = ? and replica = ?";
    static final String INSERT = "insert into " + NAME
            + " (version, seen, expires, data, fleet, kind, name, replica) values (?, ?, ?, ?, ?, ?, ?, ?)";
    static final String READ_CLAIM = "select expires, data from " + NAME
            + " where fleet = ? and kind = 'claim' and name = ? and replica = '-'";
    static final String TAKE_CLAIM = "update " + NAME + " set version = ?, seen = ?, expires = ?, data = ?"
            + " where fleet = ? and kind = 'claim' and name = ? and replica = '-' and expires <= ?";
    static final String LEAVE = "delete from " + NAME + " where fleet = ? and kind = 'live' and replica = ?";
    static final String FORGET = "delete from " + NAME + " where fleet = ? and expires <= ?";

    private Table() {}
}
