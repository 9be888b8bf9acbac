package app.quotawatch.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.secret.Secret;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestTime;

/** What holds of projects on every database. */
abstract class ProjectsContract {

    private final TestTime time = new TestTime("2026-05-07T12:00:00Z");
    private TestDatabase database;
    private Projects projects;

    abstract TestDatabase create();

    @BeforeEach
    void open() {
        database = create();
        projects = new Projects(database.database(), time, time::nanoTime);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void project_isFoundByItsKeyAlone() {
        NewProject shop = projects.create("shop", 3, null).orElseThrow();
        projects.create("blog", null, 2).orElseThrow();

        assertThat(shop.key().reveal()).matches("qw_live_[0-9A-Za-z]{32}");
        assertThat(projects.byKey(shop.key().reveal())).contains(new Project(shop.project().id(), "shop", 3, null));
        assertThat(projects.byKey("qw_live_00000000000000000000000000000000")).isEmpty();
        assertThat(projects.byKey("")).isEmpty();
    }

    @Test
    void name_isTakenOnce() {
        assertThat(projects.create("shop", null, null)).isPresent();

        assertThat(projects.create("shop", 1, 1)).isEmpty();
        assertThat(projects.list()).hasSize(1);
    }

    @Test
    void key_isNotInTheDatabase() {
        NewProject shop = projects.create("shop", null, null).orElseThrow();
        String secretPart = shop.key().reveal().substring("qw_live_".length());

        List<ProjectKey> keys = projects.list().get(0).keys();

        assertThat(keys)
                .containsExactly(new ProjectKey(shop.key().id(), secretPart.substring(28), time.millis(), null));
        assertThat(database.number("select count(*) from project_key where hint = '" + secretPart + "'")).isZero();
        assertThat(database.number("select length(sha256) from project_key")).isEqualTo(32);
        assertThat(shop.toString() + shop.key()).doesNotContain(secretPart);
    }

    @Test
    void key_thatWasRevokedHere_isInvalidAtOnce() {
        NewProject shop = projects.create("shop", null, null).orElseThrow();
        Secret second = projects.createKey(shop.project().id());
        projects.byKey(shop.key().reveal());

        assertThat(projects.revokeKey(shop.project().id(), shop.key().id())).isTrue();

        assertThat(projects.byKey(shop.key().reveal())).isEmpty();
        assertThat(projects.byKey(second.reveal())).isPresent();
        assertThat(projects.revokeKey(shop.project().id(), shop.key().id())).isFalse();
        assertThat(projects.list().get(0).keys()).extracting(ProjectKey::revokedAt)
                .containsExactlyInAnyOrder(time.millis(), null);
    }

    @Test
    void key_thatWasRevokedOnAnotherReplica_isInvalidWithinTwoSeconds() {
        NewProject shop = projects.create("shop", null, null).orElseThrow();
        Projects other = new Projects(database.ofAnotherReplica(), time, time::nanoTime);
        assertThat(other.byKey(shop.key().reveal())).isPresent();

        projects.revokeKey(shop.project().id(), shop.key().id());
        time.pass(Duration.ofMillis(1_999));

        assertThat(other.byKey(shop.key().reveal())).isEmpty();
    }

    @Test
    void key_ofAnotherProject_isNotRevoked() {
        NewProject shop = projects.create("shop", null, null).orElseThrow();
        NewProject blog = projects.create("blog", null, null).orElseThrow();

        assertThat(projects.revokeKey(blog.project().id(), shop.key().id())).isFalse();
        assertThat(projects.byKey(shop.key().reveal())).isPresent();
    }

    @Test
    void plan_thatIsChanged_holdsAtOnce() {
        NewProject shop = projects.create("shop", 3, 1).orElseThrow();
        projects.create("blog", null, null);
        projects.byKey(shop.key().reveal());
        Project changed = new Project(shop.project().id(), "store", null, 2);

        assertThat(projects.change(changed)).isTrue();

        assertThat(projects.byKey(shop.key().reveal())).contains(changed);
        assertThat(projects.change(new Project(shop.project().id(), "blog", null, null))).isFalse();
        assertThat(projects.change(new Project(99, "new", null, null))).isFalse();
    }

    @Test
    void number_thatARequestNames_isOfAProjectOrNotFound() {
        NewProject shop = projects.create("shop", null, null).orElseThrow();

        assertThat(projects.require(Integer.toString(shop.project().id()))).isEqualTo(shop.project());
        for (String wrong : List.of("0", "-1", "1e0", "", "x", "99999999999999999999", "٣")) {
            assertThatThrownBy(() -> projects.require(wrong)).isInstanceOf(HttpProblem.class)
                    .extracting(thrown -> ((HttpProblem) thrown).status()).isEqualTo(404);
        }
    }
}
