package app.quotawatch.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.database.Partitions;
import app.quotawatch.server.testing.Sums;
import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestWriter;

class JobOnPostgresTest extends JobContract {

    @Override
    TestDatabase open() {
        return TestDatabase.postgres();
    }

    @Override
    long bytesOfEvents() {
        return database.number(
                "select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent = 'event'::regclass");
    }

    @Override
    String bytes(String hex) {
        return "'\\x" + hex + "'";
    }

    @Override
    boolean isExclusive() {
        return true;
    }

    @Test
    void partitions_existThreeDaysAheadAndAreCreatedOnce() {
        retention(new RetentionSettings(7, 1, 24)).createPartitions();
        retention(new RetentionSettings(7, 1, 24)).createPartitions();

        assertThat(database.number("select count(*) from pg_inherits where inhparent = 'event'::regclass"))
                .isEqualTo(19);
        assertThat(database.number("select count(*) from pg_inherits where inhparent = 'minute'::regclass"))
                .isEqualTo(4);
    }

    @Test
    void aPartitionThatAnotherReplicaDrops_isCreatedAgainForALateEvent() throws Exception {
        TestWriter writer = writer();
        writer.store(project, null, new TestBatch().at(NOW).read());
        Partitions partitions = new Partitions(database.database());
        database.database().write(connection -> {
            for (Partitions.Table table : Partitions.Table.values()) {
                partitions.drop(connection, table,
                        partitions.sizes(connection, table).navigableKeySet().stream().toList());
            }
            return true;
        });
        writer.store(project, null, new TestBatch().at(NOW).read());

        assertThat(Sums.of(database)).isEqualTo(new Sums(1, 1, 2, 2));
    }

    @Test
    void headersThatAreDeleted_giveTheirSpaceBack() throws Exception {
        TestWriter writer = writer();
        for (int i = 0; i < 10; i++) {
            TestBatch batch = new TestBatch()
                    .headers(java.util.Map.of("x-ratelimit-remaining-requests", "value".repeat(20)));
            for (int n = 0; n < 500; n++) {
                batch.at(NOW);
            }
            writer.store(project, null, batch.read());
        }
        long before = bytesOfEvents();
        time.pass(Duration.ofHours(30));
        retention(new RetentionSettings(7, Long.MAX_VALUE, 24)).delete();

        assertThat(database.number("select count(*) from event where headers is null")).isEqualTo(5_000);
        assertThat(bytesOfEvents()).isLessThan(before / 2 + 100_000);
    }
}
