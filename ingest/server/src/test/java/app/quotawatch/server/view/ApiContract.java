package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import app.quotawatch.ingest.wire.HttpProblem;
import app.quotawatch.server.view.ViewFixture.Sent;

/** One API: its limits, slow endpoints, rejected calls and drops. */
abstract class ApiContract extends ViewContract {

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
}
