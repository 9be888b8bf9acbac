package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.view.ViewFixture.Sent;

/** What the dashboard shows of the calls that were stored, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ViewsContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    ViewFixture server;

    /** Opens a database that is empty. */
    abstract ViewFixture open();

    @BeforeAll
    void start() {
        server = open();
    }

    @BeforeEach
    void startProject() {
        server.startProject();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private JsonObject window(String label) {
        return server.summary().getJsonArray("series").getJsonObject(0).getJsonObject(label);
    }

    private static long sum(JsonArray bars) {
        return bars.getValuesAs(JsonNumber.class).stream().mapToLong(JsonNumber::longValue).sum();
    }

    @Test
    void summary_ofAProjectWithoutCalls_isEmpty() {
        JsonObject summary = server.summary();

        assertThat(summary.getInt("received")).isZero();
        assertThat(summary.getJsonArray("series")).isEmpty();
    }

    @Test
    void summary_countsCallsErrorsAnd429s() {
        server.send(Sent.ago("A", MINUTE), Sent.ago("A", MINUTE).status(500), Sent.ago("A", MINUTE).status(429),
                Sent.ago("A", HOUR.multipliedBy(5)), Sent.ago("B", DAY.multipliedBy(3)));

        JsonObject summary = server.summary();
        assertThat(summary.getInt("received")).isEqualTo(5);
        assertThat(summary.getJsonArray("series")).extracting(each -> each.asJsonObject().getString("api"))
                .containsExactly("A", "B");
        JsonObject a = summary.getJsonArray("series").getJsonObject(0);
        assertThat(a.getInt("total")).isEqualTo(4);
        assertThat(a.getString("lastCall")).isEqualTo("2026-05-07T12:33:56.789Z");
        assertThat(a.getJsonObject("hour").getInt("calls")).isEqualTo(3);
        assertThat(a.getJsonObject("hour").getInt("errors")).isEqualTo(1);
        assertThat(a.getJsonObject("hour").getInt("hits429")).isEqualTo(1);
        assertThat(a.getJsonObject("day").getInt("calls")).isEqualTo(4);
        JsonObject b = summary.getJsonArray("series").getJsonObject(1);
        assertThat(b.getInt("total")).isEqualTo(1);
        assertThat(b.getJsonObject("day").getInt("calls")).isZero();
        assertThat(b.getJsonObject("day").get("p50Ms")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void hour_consistsOfTheCurrentMinuteAndThe59Before() {
        Instant minute = Instant.parse("2026-05-07T12:34:00Z");
        server.send(Sent.of("A", minute.minus(HOUR)), Sent.of("A", minute.minus(HOUR).plus(MINUTE)),
                Sent.of("A", minute));

        assertThat(window("hour").getInt("calls")).isEqualTo(2);
        JsonObject chart = window("hour").getJsonObject("chart");
        assertThat(chart.getString("start")).isEqualTo("2026-05-07T11:35:00.000Z");
        assertThat(chart.getInt("barSeconds")).isEqualTo(60);
        assertThat(chart.getJsonArray("calls")).hasSize(60);
        assertThat(chart.getJsonArray("calls").getInt(0)).isEqualTo(1);
        assertThat(chart.getJsonArray("calls").getInt(59)).isEqualTo(1);
    }

    @Test
    void percentiles_areThoseOfAllCallsOfARange() {
        List<Sent> calls = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            calls.add(Sent.ago("A", Duration.ofMinutes(13L * i)).endpoint("/v1/x", i * 10L));
        }
        server.send(calls, Map.of());
        server.sumUpHours();

        assertThat((double) window("day").getInt("p50Ms")).isBetween(475.0, 525.0);
        assertThat((double) window("day").getInt("p95Ms")).isBetween(902.0, 998.0);
    }

    @Test
    void everyCall_isCountedOnceInEachRange_whetherItsHourWasSummedUpOrNot() {
        Random random = new Random(7);
        List<Sent> calls = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            calls.add(Sent.ago("A", Duration.ofMillis(random.nextInt(6 * 24 * 3600) * 1000L)));
        }
        server.send(calls.subList(0, 500), Map.of());
        checkRanges(calls.subList(0, 500));
        server.sumUpHours();
        checkRanges(calls.subList(0, 500));
        server.send(calls.subList(500, 1500), Map.of());
        checkRanges(calls);
        server.sumUpHours();
        checkRanges(calls);
    }

    private void checkRanges(List<Sent> calls) {
        for (long length : new long[]{TimeRange.HOUR, TimeRange.DAY, 7 * TimeRange.DAY, 30 * TimeRange.DAY,
                396 * TimeRange.DAY}) {
            TimeRange range = TimeRange.latest(length, ViewFixture.NOW);
            long expected = calls.stream().mapToLong(call -> call.at().toEpochMilli())
                    .filter(at -> at >= range.from() && at < range.to()).count();
            JsonObject shown = server.range(length, "A");
            assertThat(shown.getInt("calls")).as("calls of %s", range).isEqualTo((int) expected);
            assertThat(sum(shown.getJsonObject("chart").getJsonArray("calls"))).as("bars of %s", range)
                    .isEqualTo(expected);
            if (range.hasPercentiles()) {
                assertThat((double) shown.getInt("p50Ms")).isBetween(95.0, 105.0);
            } else {
                assertThat(shown.get("p50Ms")).isEqualTo(JsonValue.NULL);
            }
        }
    }

    @Test
    void range_betweenTwoInstants_containsWholeStepsOnly() {
        Instant minute = Instant.parse("2026-05-07T09:10:00Z");
        server.send(Sent.of("A", minute.minusMillis(1)), Sent.of("A", minute), Sent.of("A", minute.plusSeconds(119)),
                Sent.of("A", minute.plusSeconds(120)));

        JsonObject range = ViewFixture.json(server.views.range(server.project,
                TimeRange.between(minute.toEpochMilli() + 5000, minute.toEpochMilli() + 61_000)));
        assertThat(range.getString("from")).isEqualTo("2026-05-07T09:10:00.000Z");
        assertThat(range.getString("to")).isEqualTo("2026-05-07T09:12:00.000Z");
        assertThat(range.getJsonArray("series").getJsonObject(0).getJsonObject("range").getInt("calls")).isEqualTo(2);
    }

    @Test
    void callsOfAnotherProject_areNotShown() {
        server.send(Sent.ago("A", MINUTE));
        int other = server.createProject();

        assertThat(ViewFixture.json(server.views.summary(other)).getJsonArray("series")).isEmpty();
        assertThat(ViewFixture.json(server.views.events(other, null, Position.NEWEST, 10)).getJsonArray("events"))
                .isEmpty();
        assertThat(ViewFixture.json(server.views.range(other, TimeRange.latest(TimeRange.DAY, ViewFixture.NOW)))
                .getJsonArray("series")).isEmpty();
    }

    @Test
    void projectThatDoesNotExist_isNotFound() {
        assertThatThrownBy(() -> server.views.summary(Integer.MAX_VALUE)).isInstanceOf(HttpProblem.class)
                .hasMessage("project: does not exist");
    }

    @Test
    void calls_areNewestFirstOverAllApis() {
        server.send(Sent.ago("A", Duration.ofSeconds(30)), Sent.ago("B", Duration.ofSeconds(20)),
                Sent.ago("A", Duration.ofSeconds(10)), Sent.ago("C", DAY.multipliedBy(5)));

        JsonObject events = ViewFixture.json(server.views.events(server.project, null, Position.NEWEST, 3));
        assertThat(events.getJsonArray("events")).extracting(event -> event.asJsonObject().getString("timestamp"))
                .containsExactly("2026-05-07T12:34:46.789Z", "2026-05-07T12:34:36.789Z", "2026-05-07T12:34:26.789Z");
        assertThat(events.getBoolean("more")).isTrue();
        assertThat(events.getInt("received")).isEqualTo(4);
    }

    @Test
    void calls_pageByPage_areEachShownOnce() {
        List<Sent> calls = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            // many of them at the same millisecond, and numbered by two replicas
            calls.add(Sent.ago(i % 3 == 0 ? "A" : "B", Duration.ofSeconds(i / 300)).endpoint("/" + i, 5));
        }
        server.send(calls, Map.of());

        Set<String> seen = new TreeSet<>();
        Position position = Position.NEWEST;
        int shown = 0;
        boolean more;
        do {
            JsonObject page = ViewFixture.json(server.views.events(server.project, null, position, 100));
            for (JsonValue event : page.getJsonArray("events")) {
                shown++;
                seen.add(event.asJsonObject().getString("endpoint"));
            }
            more = page.getBoolean("more");
            position = more ? Position.parse(page.getString("next")) : position;
        } while (more);
        assertThat(shown).isEqualTo(1203);
        assertThat(seen).hasSize(1203);
    }

    @Test
    void calls_ofAnyAge_areShownPageByPage() {
        Random random = new Random(11);
        List<Sent> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String api = i % 10 == 0 ? "rare" : "frequent";
            calls.add(Sent.ago(api, Duration.ofSeconds(random.nextInt(6 * 24 * 3600))).endpoint("/" + i, 5));
        }
        for (int i = 300; i < 400; i++) {
            calls.add(Sent.ago("frequent", Duration.ofSeconds(random.nextInt(3600))).endpoint("/" + i, 5));
        }
        server.send(calls, Map.of());
        List<String> expected = calls.stream().map(Sent::at).sorted(Comparator.reverseOrder()).map(Instant::toString)
                .toList();

        List<String> timestamps = new ArrayList<>();
        Set<String> endpoints = new TreeSet<>();
        Position position = Position.NEWEST;
        while (position != null) {
            JsonObject page = ViewFixture.json(server.views.events(server.project, null, position, 30));
            for (JsonValue event : page.getJsonArray("events")) {
                timestamps.add(event.asJsonObject().getString("timestamp"));
                endpoints.add(event.asJsonObject().getString("endpoint"));
            }
            position = page.getBoolean("more") ? Position.parse(page.getString("next")) : null;
        }
        assertThat(timestamps).isEqualTo(expected);
        assertThat(endpoints).hasSize(400);
    }

    @Test
    void calls_ofOneApi() {
        server.send(Sent.ago("A", MINUTE), Sent.ago("B", MINUTE).headers(Map.of("retry-after", "3")));

        JsonObject events = ViewFixture.json(server.views.events(server.project, "B", Position.NEWEST, 10));
        assertThat(events.getJsonArray("events")).hasSize(1);
        JsonObject event = events.getJsonArray("events").getJsonObject(0);
        assertThat(event.getString("api")).isEqualTo("B");
        assertThat(event.getJsonObject("rateLimitHeaders").getString("retry-after")).isEqualTo("3");
        assertThat(events.getBoolean("more")).isFalse();
    }

    private static Map<String, String> requests(long limit, long remaining) {
        return Map.of("x-ratelimit-limit-requests", String.valueOf(limit), "x-ratelimit-remaining-requests",
                String.valueOf(remaining));
    }

    @Test
    void gauges_areReadFromTheNewestHeaders() {
        server.send(Sent.ago("A", Duration.ofSeconds(30)).headers(requests(60, 43)),
                Sent.ago("A", Duration.ofSeconds(20)).headers(requests(60, 42)), Sent.ago("A", Duration.ofSeconds(10)));

        JsonObject series = server.summary().getJsonArray("series").getJsonObject(0);
        JsonObject gauge = series.getJsonArray("gauges").getJsonObject(0);
        assertThat(gauge.getString("name")).isEqualTo("requests");
        assertThat(gauge.getInt("limit")).isEqualTo(60);
        assertThat(gauge.getInt("remaining")).isEqualTo(42);
        assertThat(series.getJsonObject("headers").getString("x-ratelimit-remaining-requests")).isEqualTo("42");
        assertThat(series.getString("headersAt")).isEqualTo("2026-05-07T12:34:36.789Z");
    }

    @Test
    void gauge_isReadFromCallsOfAnyAge() {
        server.send(Sent.ago("A", DAY.multipliedBy(5)).headers(requests(60, 43)), Sent.ago("A", HOUR.multipliedBy(5)),
                Sent.ago("A", MINUTE));
        // so that it is not read from the newest headers, which are kept on their own
        server.execute("update series_now set headers = '{}'");

        JsonObject gauge = server.summary().getJsonArray("series").getJsonObject(0).getJsonArray("gauges")
                .getJsonObject(0);
        assertThat(gauge.getInt("limit")).isEqualTo(60);
    }

    @Test
    void gauge_whoseReportsContradictEachOther_isUnknown() {
        List<Sent> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(
                    Sent.ago("A", Duration.ofSeconds(30 - i)).headers(requests(5000, i % 2 == 0 ? 4000 - i : 100 - i)));
        }
        server.send(calls, Map.of());

        JsonObject gauge = server.summary().getJsonArray("series").getJsonObject(0).getJsonArray("gauges")
                .getJsonObject(0);
        assertThat(gauge.get("remaining")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void gauge_ofCallsWhoseHeadersAreNotKeptAnyMore_isThatOfTheNewest() {
        server.send(Sent.ago("A", DAY.multipliedBy(2)).headers(requests(60, 43)));
        server.execute("update event set headers = null");

        JsonObject gauge = server.summary().getJsonArray("series").getJsonObject(0).getJsonArray("gauges")
                .getJsonObject(0);
        assertThat(gauge.getInt("remaining")).isEqualTo(43);
    }

    @Test
    void api_showsUseOfItsLimitsAndWhenTheyAreReached() {
        List<Sent> calls = new ArrayList<>();
        calls.add(Sent.ago("A", DAY.multipliedBy(6)));
        for (int i = 0; i < 120; i++) {
            calls.add(Sent.ago("A", Duration.ofSeconds(70 + 60L * i)));
        }
        server.send(calls, Map.of());
        server.execute("update series set first_seen = 0");
        server.execute("insert into api_limit (project, api, environment, kind, value, thresholds) values "
                + "(%1$d, 'A', 'production', 'hour', 70, '80,95,100'), (%1$d, 'A', 'production', 'daily', 100, '50,100'), "
                        .formatted(server.project)
                + "(%1$d, 'A', 'production', 'monthly', 1000000, '100'), (%1$d, 'B', 'production', 'daily', 1, '100')"
                        .formatted(server.project));

        JsonArray limits = server.api("A").getJsonArray("limits");
        assertThat(limits).extracting(limit -> limit.asJsonObject().getString("kind"))
                .containsExactly("hour", "daily", "monthly");
        JsonObject hour = limits.getJsonObject(0);
        assertThat(hour.getInt("used")).isEqualTo(34);
        assertThat(hour.getString("periodStart")).isEqualTo("2026-05-07T12:00:00.000Z");
        assertThat(hour.getString("periodEnd")).isEqualTo("2026-05-07T13:00:00.000Z");
        assertThat(hour.getString("forecast")).as("a call a minute").isEqualTo("not-expected");
        JsonObject day = limits.getJsonObject(1);
        assertThat(day.getInt("used")).isEqualTo(120);
        assertThat(day.getString("forecast")).isEqualTo("reached");
        JsonObject month = limits.getJsonObject(2);
        assertThat(month.getInt("used")).isEqualTo(121);
        assertThat(month.getString("periodEnd")).isEqualTo("2026-06-01T00:00:00.000Z");
        assertThat(month.getJsonArray("thresholds").getInt(0)).isEqualTo(100);
    }

    @Test
    void forecast_ofAnApiThatWasNotSeenBefore_isUnknown() {
        server.send(Sent.ago("A", MINUTE));
        server.execute("insert into api_limit (project, api, environment, kind, value, thresholds) values "
                + "(%d, 'A', 'production', 'daily', 100, '100')".formatted(server.project));

        JsonObject limit = server.api("A").getJsonArray("limits").getJsonObject(0);
        assertThat(limit.getString("forecast")).isEqualTo("unknown");
        assertThat(limit.get("reachedAt")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void api_showsItsSlowestEndpointsAndLatest429s() {
        server.send(Sent.ago("A", MINUTE).endpoint("/slow", 900), Sent.ago("A", MINUTE).endpoint("/slow", 1000),
                Sent.ago("A", MINUTE).endpoint("/fast", 10),
                Sent.ago("A", HOUR).endpoint("/fast", 11).status(429).headers(Map.of("retry-after", "7")),
                Sent.ago("B", MINUTE).endpoint("/other", 9000));

        JsonObject api = server.api("A");
        assertThat(api.getInt("sampleCalls")).isEqualTo(4);
        assertThat(api.getJsonArray("slowest")).extracting(each -> each.asJsonObject().getString("endpoint"))
                .containsExactly("/slow", "/fast");
        JsonObject slowest = api.getJsonArray("slowest").getJsonObject(0);
        assertThat(slowest.getInt("calls")).isEqualTo(2);
        assertThat(slowest.getInt("longestMs")).isEqualTo(1000);
        JsonObject rejected = api.getJsonArray("rejected").getJsonObject(0);
        assertThat(rejected.getString("endpoint")).isEqualTo("/fast");
        assertThat(rejected.getString("retryAfter")).isEqualTo("7");
    }

    @Test
    void api_ofWhichNoCallIsStored_isNotFound() {
        assertThatThrownBy(() -> server.api("A")).isInstanceOf(HttpProblem.class);
    }

    @Test
    void drops_areThoseThatClientsReport() {
        server.send(List.of(Sent.ago("A", MINUTE)), Map.of("buffer-full", 3L, "rejected", 1L));
        server.send(List.of(Sent.ago("A", MINUTE)), Map.of("buffer-full", 4L));

        JsonArray drops = server.api("A").getJsonArray("drops");
        assertThat(drops).extracting(drop -> drop.asJsonObject().getString("reason"))
                .containsExactly("buffer-full", "rejected");
        assertThat(drops.getJsonObject(0).getInt("events")).isEqualTo(7);
        assertThat(drops.getJsonObject(1).getInt("events")).isEqualTo(1);
    }

    @Test
    void snapshot_isReadAgainOnceACallIsStored() {
        server.send(Sent.ago("A", MINUTE));
        Snapshot first = server.views.snapshot(server.project, null, 10);

        assertThat(server.views.snapshot(server.project, first, 10)).isSameAs(first);
        server.send(Sent.ago("A", DAY.multipliedBy(6)));
        Snapshot second = server.views.snapshot(server.project, first, 10);
        assertThat(second).isNotSameAs(first);
        assertThat(second.newest()).hasSize(2);
        assertThat(ViewFixture.json(second.summary()).getInt("received")).isEqualTo(2);
    }

    @Test
    void hostileNames_areShownAsTheyAre() {
        String name = "<img src=x onerror=\"alert(1)\"> ' \\ \u202e שלום \ud83d\ude00";
        server.send(Sent.ago(name, MINUTE).endpoint("/<b>", 5));

        assertThat(server.summary().getJsonArray("series").getJsonObject(0).getString("api")).isEqualTo(name);
        assertThat(server.api(name).getJsonArray("slowest").getJsonObject(0).getString("endpoint")).isEqualTo("/<b>");
    }
}
