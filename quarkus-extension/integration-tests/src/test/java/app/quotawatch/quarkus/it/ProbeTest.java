package app.quotawatch.quarkus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.quarkus.testing.World;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** The checks that every server runs. */
@QuarkusTest
@QuarkusTestResource(World.class)
class ProbeTest {

    @TestHTTPResource("/")
    URI application;

    Supplier<List<String>> events;
    String upstream;

    @ParameterizedTest
    @CsvSource({
            "MICROPROFILE_INJECTED", "MICROPROFILE_INJECTED_COMPLETION_STAGE", "MICROPROFILE_BUILT",
            "MICROPROFILE_BUILT_COMPLETION_STAGE", "PLAIN_NEW_CLIENT", "PLAIN_NEW_BUILDER", "PLAIN_INVOCATION",
            "PLAIN_ASYNC", "PLAIN_CALLBACK", "PLAIN_RX"})
    void everyClient_isObservedOnceOnEachThread(String kind) throws Exception {
        for (String thread : List.of("REQUEST", "COMMON_POOL")) {
            String id = kind + "." + thread;

            assertThat(get("probe/call?kind=" + kind + "&thread=" + thread + "&id=" + id + "&api=" + encoded(upstream)))
                    .isEqualTo("a thing");

            assertThat(eventsOf(id)).containsExactly("things GET 200 /things/" + id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "loop"})
    void call_isObservedAndStaysOnItsKindOfThread(String kind) throws Exception {
        String id = kind + getClass().getSimpleName();

        String response = get("probe/threads/" + kind + "/" + id);

        assertThat(response).startsWith("a thing on ");
        assertThat(response).as("not moved to another thread").doesNotContain("elsewhere");
        assertThat(eventsOf(id)).hasSize(1);
    }

    @Test
    void microprofileHealth_showsRemainingQuota() throws Exception {
        assertThat(get("q/health/ready"))
                .contains("\"name\": \"quotawatch\"")
                .containsPattern("\"things.daily\": \"\\d+ of 1000 requests remaining\"");
    }

    @Test
    void micrometer_showsQuotasCallsAndEvents() throws Exception {
        get("probe/call?kind=PLAIN_NEW_CLIENT&thread=REQUEST&id=metered&api=" + encoded(upstream));

        assertThat(get("q/metrics"))
                .contains("quotawatch_quota_limit{api=\"things\",partition=\"none\",source=\"configured\","
                        + "unit=\"requests\",window=\"daily\"} 1000.0")
                .containsPattern("quotawatch_quota_remaining\\{api=\"things\",partition=\"none\",source=\"reported\"")
                .contains("quotawatch_quota_used_ratio{api=\"things\"", "quotawatch_quota_reset_seconds{api=\"things\"")
                .contains("quotawatch_calls_seconds_count{error_type=\"none\",http_request_method=\"GET\","
                        + "http_response_status_code=\"200\",quotawatch_api=\"things\",server_address=")
                .contains("quotawatch_calls_seconds_bucket{")
                .contains("quotawatch_rate_limited_total{quotawatch_api=\"things\",server_address=")
                .contains("quotawatch_events_buffered ")
                .contains("quotawatch_events_recorded_total")
                .contains("quotawatch_events_dropped_total{reason=\"overflow\"} 0.0");
    }

    private List<String> eventsOf(String id) throws Exception {
        assertThat(get("probe/watch/flush")).isEqualTo("COMPLETE");
        return events.get().stream().filter(event -> event.endsWith("/" + id)).toList();
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(application.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
