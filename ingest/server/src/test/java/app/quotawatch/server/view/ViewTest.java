package app.quotawatch.server.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.server.http.OnSqlite;
import app.quotawatch.tck.ingest.Client;
import app.quotawatch.tck.ingest.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The documents, the stream and the pages of the dashboard, as a browser and a script see them. */
@QuarkusTest
@TestProfile(ViewTest.WithToken.class)
@Timeout(20)
class ViewTest {

    private static final String TOKEN = "an-admin-token-that-is-configured";
    private static final int STREAMS = 64;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource
    URI uri;

    private Client client;
    private int project;
    private String key;

    public static class WithToken extends OnSqlite {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = super.getConfigOverrides();
            config.put("quotawatch.server.admin-token", TOKEN);
            return config;
        }
    }

    @BeforeEach
    void createProject() throws Exception {
        client = new Client(uri);
        HttpResponse<String> created = http.send(request("/admin/projects").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + UUID.randomUUID() + "\"}")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        project = Client.json(created).getInt("id");
        key = Client.json(created).getString("key");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri.resolve(path)).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> get(String path) {
        return client.get(path, "Authorization", "Bearer " + TOKEN);
    }

    /** Reads a document of the project. */
    private JsonObject read(String document, String query) {
        HttpResponse<String> response = get("/v1/" + document + "?project=" + project + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        return Client.json(response);
    }

    private void send(String... events) {
        HttpResponse<String> response = client.post(Wire.batchOf(key, List.of(events).stream()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private static String call(String api, int secondsAgo) {
        return Wire.event(api, "production", Instant.now().minusSeconds(secondsAgo), 200, 100,
                Map.of("x-ratelimit-limit-requests", "60", "x-ratelimit-remaining-requests", "42"));
    }

    private static String quoted(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void batch_isInEveryDocument() {
        String name = "<b>Mail & \u202e \ud83d\ude00</b>";
        send(call(name, 3), call(name, 2), Wire.event("Payments", Instant.now(), 429, 7));

        JsonObject summary = read("summary", "");
        assertThat(summary.getInt("received")).isEqualTo(3);
        JsonObject mail = summary.getJsonArray("series").getJsonObject(0);
        assertThat(mail.getString("api")).isEqualTo(name);
        assertThat(mail.getJsonObject("day").getInt("calls")).isEqualTo(2);
        assertThat(mail.getJsonArray("gauges").getJsonObject(0).getInt("remaining")).isEqualTo(42);

        for (String range : List.of("", "&range=hour", "&range=week", "&range=month", "&range=year",
                "&from=" + Instant.now().minusSeconds(7200), "&to=" + Instant.now().plusSeconds(60))) {
            JsonObject payments = read("range", range).getJsonArray("series").getJsonObject(1);
            assertThat(payments.getString("api")).as(range).isEqualTo("Payments");
            assertThat(payments.getJsonObject("range").getInt("hits429")).as(range).isEqualTo(1);
        }

        JsonObject api = read("api", "&environment=production&api=" + quoted(name));
        assertThat(api.getString("api")).isEqualTo(name);
        assertThat(api.getJsonObject("range").getInt("calls")).isEqualTo(2);
        assertThat(api.getJsonArray("slowest").getJsonObject(0).getString("endpoint")).isEqualTo("/v1/things");
    }

    @Test
    void events_arePagedAndFiltered() {
        send(IntStream.range(0, 7).mapToObj(i -> call(i % 2 == 0 ? "Mail" : "Payments", i)).toArray(String[]::new));

        List<String> apis = new ArrayList<>();
        JsonObject page = read("events", "&limit=3");
        while (true) {
            page.getJsonArray("events").forEach(event -> apis.add(event.asJsonObject().getString("api")));
            if (!page.getBoolean("more")) {
                break;
            }
            page = read("events", "&limit=3&before=" + page.getString("next"));
        }
        assertThat(apis).containsExactly("Mail", "Payments", "Mail", "Payments", "Mail", "Payments", "Mail");
        assertThat(page.containsKey("next")).isFalse();
        assertThat(read("events", "&api=Payments").getJsonArray("events")).hasSize(3)
                .allMatch(event -> event.asJsonObject().getString("api").equals("Payments"));
        assertThat(read("events", "&api=payments").getJsonArray("events")).isEmpty();
    }

    @Test
    void query_thatIsWrong_isReportedWithEveryProblem() {
        for (String query : List.of("summary", "summary?project=", "summary?project=0", "summary?project=x",
                "summary?project=1&project=1", "summary?project=1&color=red", "events?project=1&limit=0",
                "events?project=1&limit=1001", "events?project=1&limit=ten", "events?project=1&api=%20",
                "events?project=1&before=5", "events?project=1&before=-1-2", "range?project=1&range=decade",
                "range?project=1&range=day&from=2026-05-07T12:00:00Z", "range?project=1&from=yesterday",
                "range?project=1&from=2026-05-07T12:00:00Z&to=2026-05-07T12:00:00Z",
                "range?project=1&from=2020-01-01T00:00:00Z&to=2026-01-01T00:00:00Z", "api?project=1",
                "api?project=1&api=Mail", "api?project=1&api=Mail&environment=", "stream", "stream?project=1&api=x")) {
            HttpResponse<String> response = get("/v1/" + query);
            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(Client.json(response).getString("error")).as(query).isEqualTo("Bad Request");
        }
        assertThat(Client.json(get("/v1/events?limit=0&before=x&color=red")).getString("message")).isEqualTo(
                "query: has an unknown parameter; valid parameters are project, api, before, limit"
                        + "; project: is required; before: must be the value of next in an earlier response"
                        + "; limit: must be a whole number, 1 to 1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary?project=%s", "events?project=%s", "range?project=%s",
            "api?project=%s&api=Mail&environment=production", "stream?project=%s"})
    void document_isForThoseWhoAreSignedIn_andOfAProjectThatExists(String path) {
        String own = "/v1/" + path.formatted(project);
        assertThat(client.get(own).statusCode()).isEqualTo(401);
        assertThat(client.get(own, "Authorization", "Bearer " + key).statusCode()).isEqualTo(401);

        HttpResponse<String> unknown = get("/v1/" + path.formatted(Integer.MAX_VALUE));
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(404);
        assertThat(Client.json(unknown).getString("message")).isEqualTo("project: does not exist");
    }

    @Test
    void api_ofWhichNoCallIsStored_is404() {
        send(call("Mail", 1));

        assertThat(get("/v1/api?project=" + project + "&api=Mail&environment=staging").statusCode()).isEqualTo(404);
    }

    @Test
    void stream_beginsWithWhatIsStored_andGoesOnWithWhatComes() throws Exception {
        send(call("Mail", 2));

        try (Stream stream = open()) {
            assertThat(stream.next("summary").getInt("received")).isEqualTo(1);
            assertThat(stream.next("calls").getJsonArray("events")).hasSize(1);
            send(call("Payments", 1), call("Payments", 0));
            JsonObject calls = stream.next("calls");
            assertThat(calls.getInt("received")).isEqualTo(3);
            assertThat(calls.getJsonArray("events")).hasSize(2)
                    .allMatch(event -> event.asJsonObject().getString("api").equals("Payments"));
        }
    }

    @Test
    void streams_areBounded_andGiveTheirPlaceBack() throws Exception {
        List<Stream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS; i++) {
                streams.add(open());
            }
            HttpResponse<String> refused = get("/v1/stream?project=" + project);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Client.json(refused).getString("message")).contains("close another dashboard");
            assertThat(read("summary", "").getInt("received")).isZero();
        } finally {
            for (Stream stream : streams) {
                stream.close();
            }
        }
        Awaitility.await().until(() -> {
            HttpResponse<InputStream> response = streamResponse();
            response.body().close();
            return response.statusCode() == 200;
        });
    }

    private HttpResponse<InputStream> streamResponse() throws Exception {
        return http.send(request("/v1/stream?project=" + project).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private Stream open() throws Exception {
        HttpResponse<InputStream> response = streamResponse();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        return new Stream(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }

    private record Stream(BufferedReader lines) implements AutoCloseable {

        /** Waits for the next event of this name. */
        JsonObject next(String name) throws IOException {
            String event = "";
            while (true) {
                String line = lines.readLine();
                assertThat(line).as("a line of the stream").isNotNull();
                if (line.startsWith("event:")) {
                    event = line.substring("event:".length()).trim();
                } else if (line.startsWith("data:") && event.equals(name)) {
                    return Json.createReader(new StringReader(line.substring("data:".length()))).readObject();
                }
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    /** Returns each file of the pages by its path, from the first one on. */
    private Map<String, HttpResponse<String>> pages() {
        Pattern reference = Pattern.compile(
                "(?:\\b(?:src|href)=\"|\\bfrom '|\\bimport '|\\bimport\\('|\\burl\\(['\"]?)([^'\")]+)");
        Map<String, HttpResponse<String>> pages = new LinkedHashMap<>();
        Deque<String> due = new ArrayDeque<>(List.of("/"));
        while (!due.isEmpty()) {
            String path = due.remove();
            if (!pages.containsKey(path)) {
                HttpResponse<String> response = client.get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                pages.put(path, response);
                reference.matcher(response.body()).results().map(result -> result.group(1))
                        .filter(name -> !name.startsWith("#")).forEach(name -> {
                            assertThat(name).as("reference in %s", path).matches("\\.?/[a-z.-]+");
                            due.add(URI.create(path).resolve(name).getPath());
                        });
            }
        }
        return pages;
    }

    @Test
    void pages_consistOfFilesOfThisServer() {
        Map<String, HttpResponse<String>> pages = pages();

        assertThat(pages).containsKeys("/", "/app.js", "/overview.js", "/api-page.js", "/projects-page.js",
                "/limits-page.js", "/webhooks-page.js", "/sign-in.js", "/dashboard.css", "/server.css", "/icon.svg");
        Map<String, String> types = Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
                "svg", "image/svg+xml", "/", "text/html; charset=utf-8");
        pages.forEach((path, response) -> {
            assertThat(response.headers().allValues("Content-Type")).as(path)
                    .containsExactly(types.get(path.substring(path.lastIndexOf('.') + 1)));
            assertThat(response.headers().allValues("X-Content-Type-Options")).as(path).containsExactly("nosniff");
            assertThat(response.headers().allValues("Content-Security-Policy")).as(path).containsExactly(
                    "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        });
        String index = pages.get("/").body();
        assertThat(index).as("nothing inline, which the policy would block")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]* src=)");
    }

    @Test
    void page_thatHasNotChanged_isNotSentAgain() {
        HttpResponse<String> first = client.get("/app.js");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> second = client.get("/app.js", "If-None-Match", tag);

        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(client.send("HEAD", "/app.js").headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(first.body().getBytes(StandardCharsets.UTF_8).length);
    }
}
