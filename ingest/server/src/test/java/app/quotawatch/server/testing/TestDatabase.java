package app.quotawatch.server.testing;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.flywaydb.core.Flyway;

import app.quotawatch.server.database.Database;
import app.quotawatch.server.database.Dialect;
import app.quotawatch.server.database.Schema;
import app.quotawatch.tck.fleet.PostgresServer;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;

/** A database with the server's schema, empty at first, and the pools of as many replicas as a test wants. */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Dialect dialect;
    private final String url;
    private final List<AgroalDataSource> sources = new ArrayList<>();
    private final Database database;
    private final Schema schema;

    private TestDatabase(Dialect dialect, String url) {
        this.dialect = dialect;
        this.url = url;
        AgroalDataSource source = source();
        this.database = new Database(source, dialect);
        this.schema = schemaOf(database, source);
    }

    /** An SQLite file, with the parameters that the server uses and those of a test. */
    public static TestDatabase sqlite(Path folder, String... parameters) {
        String url = "jdbc:sqlite:" + folder.resolve("quotawatch" + NUMBER.incrementAndGet() + ".db")
                + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000&foreign_keys=on&transaction_mode=IMMEDIATE";
        return new TestDatabase(Dialect.SQLITE, String.join("&", List.of(url, String.join("&", parameters))));
    }

    /** A database of its own on a server that all tests share. */
    public static TestDatabase postgres() {
        return postgres(SharedServer.SERVER, "");
    }

    /** A database on a server of the test's own. */
    public static TestDatabase postgres(PostgresServer server, String options) {
        return new TestDatabase(Dialect.POSTGRESQL, create(server, options)
                + "?connectTimeout=5&socketTimeout=15&tcpKeepAlive=true");
    }

    /** A database on a server of the test's own, whose statements may take as long as they want. */
    public static TestDatabase patient(PostgresServer server) {
        return new TestDatabase(Dialect.POSTGRESQL, create(server, ""));
    }

    private static String create(PostgresServer server, String options) {
        String name = "test" + NUMBER.incrementAndGet();
        server.sql("create database " + name + " " + options);
        return server.jdbcUrl().replaceAll("/postgres$", "/" + name);
    }

    public String url() {
        return url;
    }

    public Database database() {
        return database;
    }

    public Schema schema() {
        return schema;
    }

    /** Returns the same database as another replica uses it. */
    public Database ofAnotherReplica() {
        return dialect == Dialect.SQLITE ? database : new Database(source(), dialect);
    }

    /** Returns the schema as a replica sees it that starts now. */
    public Schema schemaOfAnotherReplica() {
        AgroalDataSource source = source();
        return schemaOf(new Database(source, dialect), source);
    }

    /** Returns the one number that a query results in. */
    public long number(String sql) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    /** Returns the first column of a query's rows. */
    public List<String> texts(String sql) {
        return database.read(connection -> {
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        });
    }

    public void execute(String sql) {
        database.write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** Creates a project and returns its number. */
    public int project(String name, Integer planApis, Integer planEnvironments) {
        execute("insert into project (name, plan_apis, plan_environments, created_at) values ('" + name + "', "
                + planApis
                + ", " + planEnvironments + ", 0)");
        return (int) number("select id from project where name = '" + name + "'");
    }

    @Override
    public void close() {
        sources.forEach(AgroalDataSource::close);
    }

    private static Schema schemaOf(Database database, AgroalDataSource source) {
        Schema schema = new Schema(database, Flyway.configure().dataSource(source)
                .locations("classpath:db/" + database.dialect().name().toLowerCase(java.util.Locale.ROOT)).load());
        schema.check();
        return schema;
    }

    private AgroalDataSource source() {
        try {
            AgroalDataSource source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(4).acquisitionTimeout(Duration.ofSeconds(5))
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                    .principal(dialect == Dialect.SQLITE ? null : new NamePrincipal("postgres")))));
            sources.add(source);
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /* Started by the first test that needs it, and ended with the JVM. */
    private static final class SharedServer {

        private static final PostgresServer SERVER = PostgresServer.start();
    }
}
