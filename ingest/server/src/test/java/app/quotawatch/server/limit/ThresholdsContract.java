package app.quotawatch.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.server.testing.TestBatch;
import app.quotawatch.server.testing.TestDatabase;
import app.quotawatch.server.testing.TestTime;
import app.quotawatch.server.testing.TestWriter;

/** What holds of limits and their thresholds on every database, with the writers of two replicas. */
abstract class ThresholdsContract {

    private static final String NOW = "2026-05-07T12:34:30Z";

    final TestTime time = new TestTime(NOW);
    TestDatabase database;
    int project;
    Limits limits;
    ThresholdClaims claims;
    private TestWriter writer;
    private TestWriter other;
    private int batches;

    abstract TestDatabase create();

    @BeforeEach
    void open() {
        database = create();
        project = database.project("shop", null, null);
        limits = new Limits(database.database(), time);
        claims = new ThresholdClaims(database.database(), time);
        writer = TestWriter.started(database.database(), TestWriter.settings(1), time, claims);
        other = TestWriter.started(database.ofAnotherReplica(), TestWriter.settings(2), time,
                new ThresholdClaims(database.ofAnotherReplica(), time));
        webhook(true);
    }

    @AfterEach
    void close() {
        writer.close();
        other.close();
        database.close();
    }

    private void webhook(boolean active) {
        database.execute("insert into webhook (project, url, secret, active, created_at) values (" + project
                + ", 'https://receiver.example/', " + (isPostgres() ? "'\\x00'" : "x'00'") + ", " + active + ", 0)");
    }

    private boolean isPostgres() {
        return this instanceof ThresholdsOnPostgresTest;
    }

    void limit(LimitKind kind, long value) {
        limits.replace(project, List.of(limitOf(kind, value)));
    }

    static ApiLimit limitOf(LimitKind kind, long value) {
        return new ApiLimit("Payments", "production", kind, value, ApiLimit.DEFAULT_THRESHOLDS);
    }

    private void calls(TestWriter replica, int calls, Instant at) throws Exception {
        TestBatch batch = new TestBatch();
        for (int i = 0; i < calls; i++) {
            batch.at(at);
        }
        replica.store(project, "key" + ++batches, batch.read());
    }

    void calls(int calls) throws Exception {
        calls(writer, calls, time.instant());
    }

    List<String> messages() {
        return database.texts("select body from webhook_delivery order by created_at, body");
    }

    private static String threshold(String kind, int percent, int count, int limit, String used, String start) {
        return "\"limitType\":\"" + kind + "\",\"thresholdPct\":" + percent + ",\"currentCount\":" + count
                + ",\"limitValue\":"
                + limit + ",\"pctUsed\":" + used + ",\"periodStart\":\"" + start + "\"}}";
    }

    @Test
    void threshold_isReportedWithTheBatchThatReachesIt() throws Exception {
        limit(LimitKind.DAILY, 10);

        calls(7);
        assertThat(messages()).isEmpty();
        calls(1);

        assertThat(messages())
                .containsExactly("{\"event\":\"quota.threshold_reached\",\"timestamp\":\"2026-05-07T12:34:30.000Z\","
                        + "\"data\":{\"projectId\":" + project
                        + ",\"apiName\":\"Payments\",\"environment\":\"production\","
                        + threshold("daily", 80, 8, 10, "80.0", "2026-05-07T00:00:00.000Z"));
    }

    @Test
    void threshold_isReportedOncePerPeriod() throws Exception {
        limit(LimitKind.DAILY, 10);
        calls(9);
        calls(1);
        calls(5);
        claims.sweep();
        assertThat(messages()).hasSize(3);

        time.pass(Duration.ofDays(1));
        calls(8);
        claims.sweep();

        assertThat(messages()).hasSize(4).last().asString().contains("\"periodStart\":\"2026-05-08T00:00:00.000Z\"");
    }

    @Test
    void thresholds_thatABatchPassesTogether_areReportedEach() throws Exception {
        limit(LimitKind.MINUTE, 3);

        calls(4);

        assertThat(messages()).hasSize(3)
                .anyMatch(body -> body.endsWith(threshold("minute", 80, 4, 3, "133.33", "2026-05-07T12:34:00.000Z")))
                .anyMatch(body -> body.endsWith(threshold("minute", 95, 4, 3, "133.33", "2026-05-07T12:34:00.000Z")))
                .anyMatch(body -> body.endsWith(threshold("minute", 100, 4, 3, "133.33", "2026-05-07T12:34:00.000Z")));
    }

    @Test
    void calls_ofAllReplicas_areAddedUp() throws Exception {
        limit(LimitKind.HOUR, 10);

        calls(writer, 5, Instant.parse("2026-05-07T12:00:00Z"));
        calls(other, 3, Instant.parse("2026-05-07T12:30:00Z"));

        assertThat(messages()).singleElement().asString()
                .endsWith(threshold("hour", 80, 8, 10, "80.0", "2026-05-07T12:00:00.000Z"));
        calls(writer, 1, time.instant());
        assertThat(messages()).hasSize(1);
    }

    @Test
    void month_hasTheCallsOfItsDays() throws Exception {
        limit(LimitKind.MONTHLY, 10);

        calls(writer, 4, Instant.parse("2026-05-01T00:00:00Z"));
        calls(writer, 9, Instant.parse("2026-04-30T23:59:59Z"));
        assertThat(messages()).isEmpty();
        calls(4);

        assertThat(messages()).singleElement().asString()
                .endsWith(threshold("monthly", 80, 8, 10, "80.0", "2026-05-01T00:00:00.000Z"));
    }

    @Test
    void calls_ofAnotherApiEnvironmentOrProject_doNotCount() throws Exception {
        limit(LimitKind.DAILY, 10);
        int blog = database.project("blog", null, null);

        TestBatch batch = new TestBatch();
        for (int i = 0; i < 20; i++) {
            batch.api("Mail").at(time.instant()).api("Payments").environment("staging").at(time.instant())
                    .environment("production");
        }
        writer.store(project, "other", batch.read());
        TestBatch foreign = new TestBatch();
        for (int i = 0; i < 20; i++) {
            foreign.at(time.instant());
        }
        writer.store(blog, "foreign", foreign.read());
        claims.sweep();

        assertThat(messages()).isEmpty();
    }

    @Test
    void calls_ofAPeriodThatEndedLongAgo_areNoNews() throws Exception {
        limit(LimitKind.MINUTE, 1);

        calls(writer, 2, time.instant().minus(Duration.ofMinutes(7)));
        assertThat(messages()).isEmpty();
        calls(writer, 2, time.instant().minus(Duration.ofMinutes(4)));

        assertThat(messages()).hasSize(3)
                .allMatch(body -> body.contains("\"periodStart\":\"2026-05-07T12:30:00.000Z\""));
    }

    @Test
    void webhooks_thatAreActive_getOneMessageEach() throws Exception {
        webhook(true);
        webhook(false);
        limit(LimitKind.DAILY, 10);

        calls(8);

        assertThat(messages()).hasSize(2);
        assertThat(database.number("select count(distinct webhook) from webhook_delivery")).isEqualTo(2);
    }

    @Test
    void limit_thatIsSetBelowWhatIsUsed_isReportedByTheSweep() throws Exception {
        calls(8);
        limit(LimitKind.DAILY, 10);

        List<Usage> present = claims.sweep();
        claims.sweep();

        assertThat(messages()).hasSize(1);
        assertThat(present).singleElement().extracting(Usage::calls).isEqualTo(8L);
    }

    @Test
    void limit_thatIsRaised_reportsItsThresholdsAnew() throws Exception {
        limit(LimitKind.DAILY, 10);
        calls(10);
        assertThat(messages()).hasSize(3);

        limit(LimitKind.DAILY, 20);
        calls(5);
        claims.sweep();
        assertThat(messages()).hasSize(3);
        calls(1);
        claims.sweep();

        assertThat(messages()).hasSize(4)
                .anyMatch(body -> body.endsWith(threshold("daily", 80, 16, 20, "80.0", "2026-05-07T00:00:00.000Z")));
    }

    @Test
    void limit_thatIsChangedALittle_doesNotRepeatWhatIsStillReached() throws Exception {
        limit(LimitKind.DAILY, 10);
        calls(9);

        limit(LimitKind.DAILY, 11);
        claims.sweep();
        limit(LimitKind.DAILY, 10);
        claims.sweep();

        assertThat(messages()).hasSize(1);
    }

    @Test
    void limits_areReplacedAsAWhole() {
        ApiLimit first = limitOf(LimitKind.DAILY, 10);
        ApiLimit second = new ApiLimit("Mail", "staging", LimitKind.MONTHLY, 1_000_000_000_000_000L, List.of(100, 50));
        limits.replace(project, List.of(first, limitOf(LimitKind.HOUR, 3)));

        limits.replace(project, List.of(second, first));

        assertThat(limits.of(project)).containsExactly(second, first);
        assertThat(second.thresholds()).containsExactly(50, 100);
    }
}
