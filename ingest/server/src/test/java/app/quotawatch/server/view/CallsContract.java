package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;

import app.quotawatch.server.view.ViewFixture.Sent;

/** Calls one by one, and when they are read again. */
abstract class CallsContract extends ViewContract {

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
}
