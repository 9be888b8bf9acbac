package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.view.ViewFixture.Sent;

/** Windows that an API reports, as they are read from the headers of its calls. */
abstract class GaugesContract extends ViewContract {

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

    private static Map<String, String> requests(long limit, long remaining) {
        return Map.of("x-ratelimit-limit-requests", String.valueOf(limit), "x-ratelimit-remaining-requests",
                String.valueOf(remaining));
    }
}
