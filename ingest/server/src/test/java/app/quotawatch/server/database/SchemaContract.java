package app.quotawatch.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.server.testing.TestDatabase;

/** What holds for the schema and for transactions on every database. */
abstract class SchemaContract {

    TestDatabase database;

    abstract TestDatabase open();

    @BeforeEach
    void openDatabase() {
        database = open();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewDatabase_isReadyAndKeepsItsSchema() {
        assertThat(database.schema().problem()).isNull();
        assertThat(database.schemaOfAnotherReplica().problem()).isNull();
        assertThat(database.number("select count(*) from project")).isZero();
    }

    @Test
    void aDatabaseThatWasNotCheckedYet_isNotUsed() {
        Database unchecked = database.ofAnotherReplica();
        unchecked.unavailable("not yet");
        assertThatThrownBy(() -> unchecked.read(connection -> 1)).isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("not yet");
        assertThatThrownBy(() -> unchecked.write(connection -> 1)).isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void aNewerSchema_stopsThisServerUntilItIsGone() {
        database.execute(
                """
                        insert into flyway_schema_history (installed_rank, version, description, type, script, checksum, installed_by,
                          installed_on, execution_time, success)
                         select 99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'test', installed_on, 1, success
                         from flyway_schema_history where version = '1'""");
        database.schema().check();

        assertThat(database.schema().problem()).contains("99", "newer");
        assertThatThrownBy(() -> database.number("select 1")).isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("update the server");
        assertThat(database.schemaOfAnotherReplica().problem()).contains("99", "newer");

        database.database().readAnyway(connection -> execute(connection,
                "delete from flyway_schema_history where version = '99'"));
        database.schema().check();
        assertThat(database.schema().problem()).isNull();
        assertThat(database.number("select 1")).isEqualTo(1);
    }

    @Test
    void aDatabaseWithTablesOfOthers_isNotUsed() {
        database.database().readAnyway(connection -> execute(connection, "drop table flyway_schema_history"));
        database.schema().check();
        assertThat(database.schema().problem()).startsWith("The schema cannot be read");
    }

    @Test
    void workThatFails_isRolledBackAndItsCauseIsKept() {
        assertThatThrownBy(() -> database.database().write(connection -> {
            execute(connection, "insert into project (name, created_at) values ('shop', 0)");
            throw new IllegalArgumentException("a bug");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("a bug");
        assertThatThrownBy(() -> database.database().write(connection -> {
            execute(connection, "insert into project (name, created_at) values ('shop', 0)");
            return execute(connection, "insert into project (name, created_at) values ('shop', 0)");
        })).isInstanceOf(StatementFailedException.class);
        assertThatThrownBy(() -> database.database().read(connection -> execute(connection, "selec")))
                .isInstanceOf(StatementFailedException.class);

        assertThat(database.number("select count(*) from project")).isZero();
    }

    @Test
    void aConnectionThatWasLost_hidesNoCause() {
        assertThatThrownBy(() -> database.database().write(connection -> {
            connection.abort(Runnable::run);
            throw new IllegalArgumentException("a bug");
        })).isInstanceOf(IllegalArgumentException.class).hasMessage("a bug");
        assertThat(database.number("select 1")).isEqualTo(1);
    }

    static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return 1;
        }
    }
}
