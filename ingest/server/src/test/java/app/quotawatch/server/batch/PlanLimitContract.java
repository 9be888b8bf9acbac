package app.quotawatch.server.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestWriter;

/** How many APIs and environments a plan allows. */
abstract class PlanLimitContract extends BatchFixture {

    @Test
    void aPlan_isNotExceededAndARejectedBatchTakesNoPlaceInIt() throws Exception {
        int project = database.project("shop", 2, 2);
        TestWriter writer = writer();
        writer.store(project, "one", new TestBatch().api("A").at(NOW).read());

        assertLimit(writer, project, new TestBatch().api("A").at(NOW).api("B").at(NOW).api("C").at(NOW),
                PlanLimitException.Kind.API);
        assertThat(writer.store(project, "two", new TestBatch().api("B").at(NOW).read())).isEqualTo(Stored.STORED);
        assertLimit(writer, project, new TestBatch().api("C").at(NOW), PlanLimitException.Kind.API);
        assertThat(writer.store(project, "three", new TestBatch().api("A").environment("test").at(NOW).read()))
                .isEqualTo(Stored.STORED);
        assertLimit(writer, project, new TestBatch().api("A").environment("third").at(NOW),
                PlanLimitException.Kind.ENVIRONMENT);

        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(3));
        assertThat(database.texts("select api || ' ' || environment from series order by id"))
                .containsExactly("A production", "B production", "A test");
        assertThat(writer.count("quotawatch.ingest.batches", "outcome", "plan_limit")).isEqualTo(3);
    }

    @Test
    void aPlan_isNotExceededByReplicasAtOnce() throws Exception {
        int project = database.project("shop", 5, null);
        List<TestWriter> replicas = List.of(writer(), writer(), writer());
        List<CompletableFuture<Stored>> outcomes = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            outcomes.add(replicas.get(i % 3).submit(project, "key" + i, new TestBatch().api("api" + i).at(NOW).read()));
        }
        int stored = 0;
        for (CompletableFuture<Stored> outcome : outcomes) {
            try {
                outcome.get(30, TimeUnit.SECONDS);
                stored++;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(PlanLimitException.class);
            }
        }

        assertThat(stored).isEqualTo(5);
        assertThat(database.number("select count(distinct api) from series")).isEqualTo(5);
        assertThat(Sums.of(database)).isEqualTo(Sums.ofEach(5));
    }

    private static void assertLimit(TestWriter writer, int project, TestBatch batch, PlanLimitException.Kind kind) {
        assertThatThrownBy(() -> writer.store(project, null, batch.read())).isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(PlanLimitException.class, limit -> {
                    assertThat(limit.kind()).isEqualTo(kind);
                    assertThat(limit.allowed()).isEqualTo(2);
                });
    }
}
