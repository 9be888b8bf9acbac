package app.quotawatch.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.server.project.ProjectKey;
import app.quotawatch.server.project.Projects;
import app.quotawatch.server.testing.TestDatabase;

class CommandsTest {

    @TempDir
    private Path folder;

    private final List<String> served = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private TestDatabase database;
    private Projects projects;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite(folder);
        projects = new Projects(database.database());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new Commands(() -> served.add("server"), database::database, new PrintWriter(out, true),
                new PrintWriter(err, true))
                .run(arguments);
    }

    @Test
    void server_isStartedWithoutACommandAndByServe() {
        assertThat(run()).isZero();
        assertThat(run("serve")).isZero();

        assertThat(served).hasSize(2);
    }

    @Test
    void projectKey_isPrintedOnceAndAlone() {
        assertThat(run("project", "create", "shop", "--apis", "3", "--environments=2")).isZero();

        String key = out.toString().strip();
        assertThat(key).matches("qw_live_[0-9A-Za-z]{32}");
        assertThat(projects.byKey(key).orElseThrow().planApis()).isEqualTo(3);
        assertThat(projects.byKey(key).orElseThrow().planEnvironments()).isEqualTo(2);
        assertThat(err.toString()).doesNotContain(key).hasLineCount(1);
        assertThat(served).isEmpty();
        run("project", "list");
        assertThat(out.toString()).contains("shop, APIs at most 3, environments at most 2")
                .contains("..." + key.substring(36)).doesNotContain(key);
    }

    @Test
    void key_isCreatedAndRevoked() {
        run("project", "create", "shop");
        assertThat(run("key", "create", "shop")).isZero();
        String second = out.toString().strip();
        assertThat(projects.byKey(second)).isPresent();
        String id = projects.list().get(0).keys().stream().filter(key -> second.endsWith(key.hint()))
                .map(ProjectKey::id)
                .findFirst().orElseThrow();

        assertThat(run("key", "revoke", "shop", id)).isZero();

        assertThat(new Projects(database.database()).byKey(second)).isEmpty();
        assertThat(run("key", "revoke", "shop", id)).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("the project has no valid key with this id");
    }

    @Test
    void token_isCreatedListedAndRevoked() {
        assertThat(run("token", "create")).isZero();
        String token = out.toString().strip();
        assertThat(token).matches("qw_admin_[0-9A-Za-z]{32}");
        assertThat(err.toString()).doesNotContain(token);
        run("token", "list");
        assertThat(out.toString()).contains("..." + token.substring(37)).doesNotContain(token)
                .doesNotContain("revoked");
        String id = out.toString().split("[ :]")[1];

        assertThat(run("token", "revoke", id)).isZero();

        run("token", "list");
        assertThat(out.toString()).contains(", revoked");
        assertThat(run("token", "revoke", id)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project create", "project create a b", "project", "nothing", "serve --port 1", "--verbose",
            "project create shop --apis 0", "project create shop --apis x", "project create shop --environments -1",
            "key create",
            "key revoke shop", "token revoke"})
    void wrongArguments_endWithTwoAndOneLine(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString()).hasLineCount(1).contains("--help");
        assertThat(out.toString()).isEmpty();
        assertThat(projects.list()).isEmpty();
        assertThat(served).isEmpty();
    }

    @Test
    void name_thatIsTakenOrUnknown_endsWithOneAndOneLine() {
        run("project", "create", "shop");

        assertThat(run("project", "create", "shop")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("another project has this name");
        assertThat(run("key", "create", "blog")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("no project has this name");
        assertThat(run("project", "create", "")).isEqualTo(2);
    }

    @Test
    void help_isPrintedForEveryCommand() {
        for (String command : List.of("", "serve ", "project ", "project create ", "key ", "key revoke ", "token ",
                "token create ")) {
            assertThat(run((command + "--help").split(" "))).as(command).isZero();
            assertThat(out.toString()).as(command).contains("Usage: quotawatch-server");
        }
        assertThat(served).isEmpty();
        assertThat(projects.list()).isEmpty();
    }

    @Test
    void database_thatIsUnavailable_isReportedInOneLine() {
        Commands commands = new Commands(() -> {}, () -> {
            throw new CommandFailedException("The database\ndid not respond");
        }, new PrintWriter(out, true), new PrintWriter(err, true));

        assertThat(commands.run("project", "list")).isEqualTo(1);

        assertThat(err.toString()).isEqualToIgnoringNewLines("The database did not respond");
    }
}
