package app.quotawatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;

class EventsTest {

    private final LocalIngest ingest = LocalIngest.builder().port(0).keptEvents(600).start();
    private final Client client = new Client(ingest.uri());

    @AfterEach
    void stop() {
        ingest.close();
    }

    private List<JsonObject> events(String query) {
        return client.json("/v1/events" + query).getJsonArray("events").getValuesAs(JsonObject.class);
    }

    @Test
    void events_areListedNewestFirst() {
        client.post(Wire.batch(Wire.event("One"), Wire.event("Two")));
        client.post(Wire.batch(Wire.event("Three")));
        assertThat(events("")).extracting(event -> event.getString("api")).containsExactly("Three", "Two", "One");
        assertThat(ingest.events()).extracting(StoredEvent::api).containsExactly("One", "Two", "Three");
    }

    @Test
    void event_isReturnedUnchanged() {
        client.post(Wire.batch(Wire.eventWith("OpenAI", "OpenAI")));
        JsonObject event = events("").get(0);
        assertThat(event.keySet()).containsExactly("number", "api", "endpoint", "method", "status", "latencyMs",
                "timestamp", "environment", "hit429", "rateLimitHeaders");
        assertThat(event.toString()).contains(Wire.eventWith("{\"api\"", "\"api\""));
    }

    @Test
    void limit_boundsTheList() {
        client.post(Wire.batchOf(IntStream.range(0, 150).mapToObj(i -> Wire.event("Api" + i))));
        assertThat(events("")).hasSize(100);
        assertThat(events("?limit=2")).extracting(event -> event.getString("api")).containsExactly("Api149", "Api148");
        assertThat(events("?limit=1000")).hasSize(150);
    }

    @Test
    void api_filtersTheListByTheWholeName() {
        client.post(Wire.batch(Wire.event("Open AI"), Wire.event("Open AI 2"), Wire.event("GitHub")));
        assertThat(events("?api=Open+AI")).hasSize(1);
        assertThat(events("?api=Nothing&limit=5")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events?limit=0", "/v1/events?limit=1001", "/v1/events?limit=-1",
            "/v1/events?limit=ten", "/v1/events?limit=", "/v1/events?api=", "/v1/events?colour=red",
            "/v1/events?limit=1&limit=2", "/v1/events?before=0", "/v1/events?before=x", "/v1/events?&",
            "/v1/summary?limit=1", "/v1/stream?from=1"})
    void badQuery_is400(String path) {
        HttpResponse<String> response = client.get(path);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Client.json(response).getString("message")).isNotBlank();
    }

    @Test
    void memory_isLimitedToTheLatestEvents() {
        for (int batch = 0; batch < 4; batch++) {
            client.post(Wire.batchOf(IntStream.range(0, 500).mapToObj(i -> Wire.event("OpenAI"))));
        }
        assertThat(ingest.received()).isEqualTo(2000);
        assertThat(ingest.events()).hasSize(600);
        assertThat(ingest.events().get(599).number()).isEqualTo(2000);
    }

    @Test
    void largeEvents_areKeptInSmallerNumbersAndTheOthersCounted() {
        try (LocalIngest roomy = LocalIngest.builder().port(0).keptEvents(1_000_000).start()) {
            Client sender = new Client(roomy.uri());
            String batch = Wire.batchOf(IntStream.range(0, 15).mapToObj(i -> Wire.largeEvent("OpenAI")));
            for (int i = 0; i < 40; i++) {
                assertThat(sender.post(batch).statusCode()).isEqualTo(202);
            }
            assertThat(roomy.received()).isEqualTo(600);
            assertThat(roomy.events()).hasSizeBetween(300, 400);
            assertThat(roomy.events().get(roomy.events().size() - 1).number()).isEqualTo(600);
            JsonObject summary = sender.json("/v1/summary");
            assertThat(summary.getInt("keptEvents")).isEqualTo(roomy.events().size());
            assertThat(summary.getInt("forgottenEvents")).isEqualTo(600 - roomy.events().size());
        }
    }

    @Test
    void largeEvents_areReadInPages() {
        String batch = Wire.batchOf(IntStream.range(0, 15).mapToObj(i -> Wire.largeEvent("OpenAI")));
        for (int i = 0; i < 4; i++) {
            client.post(batch);
        }
        List<Integer> numbers = new ArrayList<>();
        String next = "/v1/events?limit=1000";
        for (boolean more = true; more;) {
            HttpResponse<String> page = client.get(next);
            assertThat(page.body()).hasSizeLessThan(1_250_000);
            JsonObject json = Client.json(page);
            json.getJsonArray("events").getValuesAs(JsonObject.class)
                    .forEach(event -> numbers.add(event.getInt("number")));
            more = json.getBoolean("more");
            next = "/v1/events?limit=1000&before=" + numbers.get(numbers.size() - 1);
        }
        assertThat(numbers).containsExactlyElementsOf(IntStream.range(0, 60).map(i -> 60 - i).boxed().toList());
    }

    @Test
    void pagesOfAFilteredList_followEachOther() {
        client.post(Wire.batchOf(IntStream.range(0, 10).mapToObj(i -> Wire.event("Api" + i % 2))));
        JsonObject first = client.json("/v1/events?api=Api0&limit=3");
        assertThat(first.getBoolean("more")).isTrue();
        JsonObject second = client.json("/v1/events?api=Api0&limit=3&before=5");
        assertThat(second.getJsonArray("events").getValuesAs(JsonObject.class))
                .extracting(event -> event.getInt("number")).containsExactly(3, 1);
        assertThat(second.getBoolean("more")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a\u202Egnp.exe",
            "line\nbreak\r\n\r\ndata: x", "\u0000a\u0001", "a\u2028b\u2029c", "\uD83D\uDEA6", "back\\slash \"quote\""})
    void hostileName_isReturnedUnchanged(String name) {
        client.post(Wire.batch(Wire.event(name, name, TestClock.START, 200, 5, Map.of("x-ratelimit-limit", name))));
        String query = "?api=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        JsonObject event = events(query).get(0);
        assertThat(event.getString("api")).isEqualTo(name);
        assertThat(event.getString("environment")).isEqualTo(name);
        assertThat(event.getJsonObject("rateLimitHeaders").getString("x-ratelimit-limit")).isEqualTo(name);
        HttpResponse<String> raw = client.get("/v1/events");
        assertThat(raw.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(raw.body()).doesNotContain("\n").doesNotContain("\r");
        assertThat(client.json("/v1/summary").getJsonArray("series").getJsonObject(0).getString("api"))
                .isEqualTo(name);
    }

    @Test
    void veryLongName_isNotTruncated() {
        String name = "n".repeat(512);
        client.post(Wire.batch(Wire.event(name)));
        assertThat(ingest.events().get(0).api()).isEqualTo(name);
    }
}
