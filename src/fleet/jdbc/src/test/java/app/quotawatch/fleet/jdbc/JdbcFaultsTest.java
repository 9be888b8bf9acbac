package app.quotawatch.fleet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetSettings;
import app.quotawatch.spi.fleet.FleetStore;
import app.quotawatch.spi.fleet.FleetStoreProvider;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.tck.fleet.PostgresServer;
import app.quotawatch.tck.fleet.TestReplica;
import app.quotawatch.testing.Logged;

class JdbcFaultsTest {

    private static final Duration TIMEOUT = Duration.ofMillis(800);

    private static PostgresServer postgres;

    private final String fleet = "f-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        postgres.sql("create role other login");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void drop() {
        postgres.sql("drop table if exists quotawatch_fleet");
    }

    private static PGSimpleDataSource source(String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser(user);
        source.setPassword("SECRET");
        // as docs/fleet.md demands: nothing else bounds a login
        source.setConnectTimeout(2);
        source.setSocketTimeout(2);
        return source;
    }

    private FleetStore open(DataSource source, String replica) {
        return JdbcFleet.of(source).open(settings(replica));
    }

    private FleetSettings settings(String replica) {
        return new FleetSettings(fleet, "production", replica, Duration.ofSeconds(1), TIMEOUT,
                name -> Optional.empty());
    }

    private TestReplica used(String name, long requests) {
        TestReplica replica = new TestReplica(open(source("postgres"), name), "OpenAI");
        replica.tick();
        replica.use(requests, requests).tick();
        return replica;
    }

    private static String failure(FleetStore store) {
        return assertThatThrownBy(() -> store.exchange(new TestReplica(store, "OpenAI").report()))
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("SECRET").actual().getMessage();
    }

    @Test
    void userWithoutTheRightToCreate_isGivenTheStatement() {
        String failure = failure(open(source("other"), "a"));
        assertThat(failure)
                .contains("has no table quotawatch_fleet that its user may read, and its user may not create it"
                        + " (SQL state 42501): create it with: create table quotawatch_fleet (");

        postgres.sql(failure.substring(failure.indexOf("create table"), failure.indexOf(", and grant")));
        postgres.sql("grant select, insert, update, delete on quotawatch_fleet to other");

        TestReplica replica = new TestReplica(open(source("other"), "a"), "OpenAI");
        assertThat(replica.tick(Period.DAY)).isEqualTo(Amounts.NONE);
    }

    @Test
    void poolThatWrapsTheDriversExceptions_getsTheTableToo() {
        TestReplica one = new TestReplica(open(WrappingPool.of(source("postgres")), "a"), "OpenAI");
        one.tick();
        one.use(3, 5).tick();
        TestReplica other = used("b", 4);

        assertThat(other.tick(Period.DAY)).isEqualTo(new Amounts(7, 9));
    }

    @Test
    void tableThatMayNotBeRead_isNamed() {
        used("a", 1);

        assertThat(failure(open(source("other"), "b")))
                .contains("has no table quotawatch_fleet that its user may read");
    }

    @Test
    void tableThatMayNotBeWritten_isNamed() {
        used("a", 1);
        postgres.sql("grant select on quotawatch_fleet to other");

        assertThat(failure(open(source("other"), "b"))).endsWith(
                "its user lacks the rights to read and write table quotawatch_fleet (SQL state 42501)");
    }

    @Test
    void fleetOfAnotherVersion_isNotCountedWith() {
        used("a", 1);
        postgres.sql("update quotawatch_fleet set version = 2");

        assertThat(failure(open(source("postgres"), "b"))).startsWith("replicas with another version of QuotaWatch");
    }

    @Test
    void garbageInAnotherReplicasRow_isIgnored_withOneLine() {
        used("a", 1);
        used("b", 2);
        postgres.sql("update quotawatch_fleet set data = 'garbage' where replica like 'a~%'");
        try (Logged logged = Logged.start()) {
            assertThat(used("c", 4).tick(Period.DAY).requests()).isEqualTo(6);

            assertThat(logged.at(Level.WARNING)).hasSize(1).first().asString()
                    .startsWith(
                            "QuotaWatch ignores a row of table quotawatch_fleet that it has not written: part of OpenAI~");
        }
    }

    @Test
    void garbageInTheOwnRow_isReplaced() {
        TestReplica replica = used("a", 5);
        for (String garbage : List.of("", ";;;;", "1 -1;1 1 1;1 1 1;;", "1 1;1 1 1;1 1 1;1;", "9",
                "x 1;1 1 1;1 1 1;;")) {
            postgres.sql("update quotawatch_fleet set data = '" + garbage + "' where kind <> 'live'");

            assertThat(replica.tick(Period.DAY).requests()).isEqualTo(5);
        }
    }

    @Test
    void rowsOfThePast_areRemoved() {
        used("a", 5);
        postgres.sql(
                "insert into quotawatch_fleet select fleet, kind, name, 'old', version, 1, 1, data from quotawatch_fleet");

        used("b", 1);

        assertThat(postgres.sql("select count(*) from quotawatch_fleet where replica = 'old'")).isEqualTo("0");
    }

    @Test
    void apiWithoutCalls_isWrittenOnce() {
        TestReplica replica = used("a", 5);
        String before = postgres.sql("select seen from quotawatch_fleet where kind = 'part'");
        replica.tick();

        assertThat(postgres.sql("select seen from quotawatch_fleet where kind = 'part'")).isEqualTo(before);
    }

    @Test
    void databaseThatHangs_holdsNobodyLongerThanTheTimeout() {
        TestReplica replica = used("a", 5);
        postgres.pause();
        long start = System.nanoTime();
        assertThatThrownBy(() -> replica.use(1, 1).tick())
                .hasMessageContaining("the fleet's database (a given DataSource) is"
                        + " unavailable");
        // a driver may take as long again to cancel, and the machine may be busy
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));

        postgres.resume();

        assertThat(replica.tick(Period.DAY)).isEqualTo(new Amounts(6, 6));
    }

    @Test
    void databaseThatWasDown_isFoundAgain() {
        TestReplica replica = used("a", 5);
        postgres.kill();
        assertThatThrownBy(() -> replica.use(1, 1).tick()).hasMessageContaining("the connection failed (SQL state 08");

        postgres.restart();

        assertThat(replica.tick(Period.DAY)).isEqualTo(new Amounts(6, 6));
    }

    @Test
    void unknownUser_isNamed() {
        assertThat(failure(open(source("nobody"), "a")))
                .endsWith("it rejects the user or the password (SQL state 28000)");
    }

    @Test
    void dataSourceThatFails_showsNoSecret() {
        for (Exception failed : List.of(new SQLException("jdbc:x?password=SECRET"),
                new IllegalStateException("SECRET"))) {
            assertThat(failure(open(proxy(DataSource.class, failed), "a")))
                    .contains("the fleet's database (a given DataSource)");
        }
    }

    private static <T> T proxy(Class<T> type, Exception failed) {
        return type
                .cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (self, method, arguments) -> {
                    throw failed;
                }));
    }

    @Test
    void connection_goesBackAsItCame() throws SQLException {
        List<Connection> used = new ArrayList<>();
        List<String> states = new ArrayList<>();
        DataSource pool = (DataSource) Proxy.newProxyInstance(DataSource.class.getClassLoader(),
                new Class<?>[]{DataSource.class},
                (self, method, arguments) -> {
                    Connection real = source("postgres").getConnection();
                    used.add(real);
                    return Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[]{Connection.class},
                            (itself, called, values) -> {
                                if (called.getName().equals("close")) {
                                    states.add(real.getAutoCommit() + " " + real.getNetworkTimeout());
                                }
                                return called.invoke(real, values);
                            });
                });

        TestReplica replica = new TestReplica(open(pool, "a"), "OpenAI");
        replica.tick();

        assertThat(states).hasSizeGreaterThan(1).containsOnly("true 2000");
        for (Connection connection : used) {
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void dataSourceThatIsNotBound_isNamed() {
        FleetStoreProvider provider = new JdbcFleetStoreProvider();
        FleetSettings settings = new FleetSettings(fleet, "production", "a", Duration.ofSeconds(1), TIMEOUT,
                name -> name.equals("jdbc.data-source") ? Optional.of(" jdbc/missing ") : Optional.empty());
        provider.check(settings, (property, value, allowed) -> {
            throw new AssertionError(allowed);
        });

        assertThat(failure(provider.open(settings)))
                .isEqualTo("no DataSource is bound to jdbc/missing, which quotawatch.fleet.jdbc.data-source names");
    }

    @Test
    void missingDataSource_isAProblem() {
        List<String> problems = new ArrayList<>();
        new JdbcFleetStoreProvider().check(settings("a"),
                (property, value, allowed) -> problems.add(property + " " + allowed));

        assertThat(problems)
                .containsExactly("quotawatch.fleet.jdbc.data-source must be the JNDI name of a DataSource, such as"
                        + " java:comp/DefaultDataSource");
        assertThatThrownBy(() -> new JdbcFleetStoreProvider().open(settings("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
