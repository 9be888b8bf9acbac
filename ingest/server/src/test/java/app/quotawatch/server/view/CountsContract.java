package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.view.ViewFixture.Sent;

/** Calls counted by API, over the ranges of time that the pages show. */
abstract class CountsContract extends ViewContract {

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
    void hostileNames_areShownAsTheyAre() {
        String name = "<img src=x onerror=\"alert(1)\"> ' \\ \u202e שלום \ud83d\ude00";
        server.send(Sent.ago(name, MINUTE).endpoint("/<b>", 5));

        assertThat(server.summary().getJsonArray("series").getJsonObject(0).getString("api")).isEqualTo(name);
        assertThat(server.api(name).getJsonArray("slowest").getJsonObject(0).getString("endpoint")).isEqualTo("/<b>");
    }
}
