package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

class SummaryTest {

    private static final Instant NOW = TestClock.START;

    private final TestClock clock = new TestClock();
    private final LocalIngest ingest = LocalIngest.builder().port(0).clock(clock).start();
    private final Client client = new Client(ingest.uri());

    @AfterEach
    void stop() {
        ingest.close();
    }

    private void callAgo(Duration... ages) {
        client.post(Wire.batchOf(List.of(ages).stream().map(age -> Wire.event("OpenAI", NOW.minus(age), 200, 100))));
    }

    private JsonObject series() {
        JsonArray series = client.json("/v1/summary").getJsonArray("series");
        assertThat(series).hasSize(1);
        return series.getJsonObject(0);
    }

    private int calls(String window) {
        return series().getJsonObject(window).getInt("calls");
    }

    private static long sum(JsonObject window, String part) {
        return window.getJsonObject("chart").getJsonArray(part).getValuesAs(JsonNumber.class).stream()
                .mapToLong(JsonNumber::longValue).sum();
    }

    @Test
    void freshIngest_hasAnEmptySummary() {
        JsonObject summary = client.json("/v1/summary");
        assertThat(summary.getString("now")).isEqualTo("2026-05-07T12:00:00.000Z");
        assertThat(summary.getInt("received")).isZero();
        assertThat(summary.getJsonArray("series")).isEmpty();
        assertThat(summary.get("planApis")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void minute_endsWithTheCurrentSecond() {
        callAgo(Duration.ZERO, Duration.ofMillis(59_000), Duration.ofMillis(59_001), Duration.ofSeconds(60));
        assertThat(calls("minute")).isEqualTo(2);
        clock.advance(Duration.ofMillis(999));
        assertThat(calls("minute")).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        assertThat(calls("minute")).isEqualTo(1);
    }

    @Test
    void hour_endsWithTheCurrentMinute() {
        callAgo(Duration.ZERO, Duration.ofMinutes(59), Duration.ofMinutes(59).plusMillis(1), Duration.ofHours(1));
        assertThat(calls("hour")).isEqualTo(2);
        clock.advance(Duration.ofSeconds(60));
        assertThat(calls("hour")).isEqualTo(1);
    }

    @Test
    void day_endsWithTheCurrentMinute() {
        callAgo(Duration.ZERO, Duration.ofMinutes(1439), Duration.ofMinutes(1439).plusMillis(1), Duration.ofDays(1));
        assertThat(calls("day")).isEqualTo(2);
        assertThat(series().getInt("total")).isEqualTo(4);
        clock.advance(Duration.ofHours(24));
        assertThat(calls("day")).isZero();
        assertThat(series().getJsonObject("day").get("errorRate")).isEqualTo(JsonValue.NULL);
        assertThat(series().getJsonObject("day").get("p50Ms")).isEqualTo(JsonValue.NULL);
    }

    @Test
    void expiredSteps_areReusedAfterADay() {
        callAgo(Duration.ZERO, Duration.ZERO);
        clock.advance(Duration.ofDays(1));
        client.post(Wire.batch(Wire.event("OpenAI", clock.instant(), 200, 100)));
        assertThat(calls("minute")).isEqualTo(1);
        assertThat(calls("day")).isEqualTo(1);
        callAgo(Duration.ZERO);
        assertThat(calls("day")).isEqualTo(1);
    }

    @Test
    void callInTheFuture_countsAsNow() {
        callAgo(Duration.ofHours(-3));
        assertThat(calls("minute")).isEqualTo(1);
        assertThat(series().getString("lastCall")).isEqualTo("2026-05-07T12:00:00.000Z");
        assertThat(ingest.events().get(0).timestamp()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    }

    @Test
    void rates_distinguishErrorsAnd429s() {
        client.post(Wire.batchOf(IntStream.of(200, 204, 301, 404, 500, 429, 429, 200, 200, 200)
                .mapToObj(status -> Wire.event("OpenAI", NOW, status, 100))));
        JsonObject minute = series().getJsonObject("minute");
        assertThat(minute.getInt("errors")).isEqualTo(2);
        assertThat(minute.getInt("hits429")).isEqualTo(2);
        assertThat(minute.getJsonNumber("errorRate").doubleValue()).isEqualTo(0.2);
        assertThat(minute.getJsonNumber("rate429").doubleValue()).isEqualTo(0.2);
    }

    @Test
    void rejectionWithAnotherStatus_countsAs429() {
        client.post(Wire.batch(Wire.event("GitHub", NOW, 403, 10).replace("\"hit429\":false", "\"hit429\":true")));
        assertThat(series().getJsonObject("minute").getInt("hits429")).isEqualTo(1);
        assertThat(series().getJsonObject("minute").getInt("errors")).isZero();
    }

    @Test
    void percentiles_areWithinThreePercent() {
        client.post(Wire.batchOf(LongStream.rangeClosed(1, 500).mapToObj(i -> Wire.event("OpenAI", NOW, 200, i * 4))));
        JsonObject minute = series().getJsonObject("minute");
        assertThat(minute.getInt("p50Ms")).isBetween(970, 1030);
        assertThat(minute.getInt("p95Ms")).isBetween(1843, 1957);
    }

    @Test
    void environments_areCountedSeparately() {
        client.post(Wire.batch(Wire.event("OpenAI", "staging", NOW, 200, 10, Map.of()),
                Wire.event("OpenAI", "production", NOW, 500, 10, Map.of()),
                Wire.event("GitHub", "staging", NOW, 200, 10, Map.of())));
        assertThat(client.json("/v1/summary").getJsonArray("series").getValuesAs(JsonObject.class))
                .extracting(one -> one.getString("api") + " " + one.getString("environment"))
                .containsExactly("GitHub staging", "OpenAI production", "OpenAI staging");
    }

    @Test
    void charts_addUpToTheirWindow() {
        callAgo(Duration.ZERO, Duration.ofSeconds(30), Duration.ofMinutes(30), Duration.ofHours(12));
        client.post(Wire.batch(Wire.event("OpenAI", NOW, 500, 10), Wire.event("OpenAI", NOW, 429, 10)));
        for (String window : List.of("minute", "hour", "day")) {
            JsonObject values = series().getJsonObject(window);
            assertThat(sum(values, "calls")).as(window).isEqualTo(values.getInt("calls"));
            assertThat(sum(values, "errors")).as(window).isEqualTo(1);
            assertThat(sum(values, "hits429")).as(window).isEqualTo(1);
        }
    }

    @Test
    void dayChart_beginsAtAQuarterOfAnHour() {
        clock.advance(Duration.ofMinutes(7));
        callAgo(Duration.ZERO);
        JsonObject chart = series().getJsonObject("day").getJsonObject("chart");
        assertThat(chart.getString("start")).isEqualTo("2026-05-06T12:00:00.000Z");
        assertThat(chart.getInt("barSeconds")).isEqualTo(900);
        assertThat(chart.getJsonArray("calls")).hasSize(97);
        assertThat(chart.getJsonArray("calls").getInt(96)).isEqualTo(1);
    }

    @Test
    void gauges_areThoseOfTheLatestCallThatReportedThem() {
        Map<String, String> later = Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", "41");
        Map<String, String> earlier = Map.of("x-ratelimit-limit", "60", "x-ratelimit-remaining", "42");
        client.post(Wire.batch(Wire.event("GitHub", "production", NOW.minusSeconds(1), 200, 10, later),
                Wire.event("GitHub", "production", NOW.minusSeconds(2), 200, 10, earlier),
                Wire.event("GitHub", "production", NOW, 429, 10, Map.of("retry-after", "20"))));
        JsonObject gauge = series().getJsonArray("gauges").getJsonObject(0);
        assertThat(gauge.getInt("remaining")).isEqualTo(41);
        assertThat(gauge.getInt("limit")).isEqualTo(60);
        assertThat(series().getString("gaugesAt")).isEqualTo("2026-05-07T11:59:59.000Z");
        assertThat(series().getJsonObject("headers").keySet()).containsExactly("retry-after");
    }

    @Test
    void quotasOfSeveralKeys_areUnknown_andThoseOfSeveralModelsApart() {
        client.post(Wire.batchOf(IntStream.range(0, 60).mapToObj(i -> Wire.event("GitHub", "production",
                NOW.minusSeconds(60 - i), 200, 10, Map.of("x-ratelimit-limit", i % 3 == 2 ? "500" : "5000",
                        "x-ratelimit-remaining", String.valueOf(i % 3 == 0 ? 4000 - i : 400 - i),
                        "x-ratelimit-reset", "2026-05-07T12:30:00Z")))));
        List<JsonObject> gauges = series().getJsonArray("gauges").getValuesAs(JsonObject.class);
        assertThat(gauges).hasSize(2);
        assertThat(gauges.get(0).getInt("limit")).isEqualTo(5000);
        assertThat(gauges.get(0).isNull("remaining")).isTrue();
        assertThat(gauges.get(1).getInt("limit")).isEqualTo(500);
        assertThat(gauges.get(1).getInt("remaining")).isEqualTo(341);
    }

    @Test
    void series_areForgottenBeyondTheMaximum() {
        client.post(Wire.batchOf(IntStream.range(0, 250).mapToObj(i -> Wire.event("Api" + i))));
        JsonObject summary = client.json("/v1/summary");
        assertThat(summary.getJsonArray("series")).hasSize(200);
        assertThat(summary.getInt("forgottenSeries")).isEqualTo(50);
        assertThat(ingest.received()).isEqualTo(250);
    }

    /** Twice the smallest and the largest latency in every minute of a day is the most that a histogram can cost. */
    @Test
    void expensiveSeries_areForgottenBeyondTheirShareOfTheHeap() {
        for (int api = 0; api < 10; api++) {
            for (int part = 0; part < 6; part++) {
                int from = part * 240;
                String name = "Api" + api;
                client.post(Wire.batchOf(IntStream.range(0, 480).mapToObj(i -> Wire.event(name,
                        NOW.minus(Duration.ofMinutes(from + i / 2)), 200, i % 2 * 999_999_999_999_999L))));
            }
        }
        JsonObject summary = client.json("/v1/summary");
        int kept = summary.getJsonArray("series").size();
        assertThat(kept).isBetween(2, 5);
        assertThat(summary.getInt("forgottenSeries")).isEqualTo(10 - kept);
        assertThat(summary.getJsonArray("series").getJsonObject(kept - 1).getString("api")).isEqualTo("Api9");
    }

    @Test
    void summaryOfManyLargeSeries_isCutAndSaysSo() {
        for (int i = 0; i < 200; i++) {
            client.post(Wire.batch(Wire.largeEvent("Api" + i)));
        }
        JsonObject summary = client.json("/v1/summary");
        int shown = summary.getJsonArray("series").size();
        assertThat(shown).isBetween(50, 150);
        assertThat(summary.getInt("omittedSeries")).isEqualTo(200 - shown);
        assertThat(client.get("/v1/summary").body()).hasSizeLessThan(1_100_000);
    }
}
