package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.RawServer;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;
import app.quotawatch.tck.support.Upstream;

/** The wire format, byte by byte. */
public class WireTest extends Suite {

    private static final Pattern BODY = Pattern.compile(Pattern.quote("{\"projectApiKey\":\"" + Settings.API_KEY
            + "\",\"events\":[{\"api\":\"Things & Co\",\"endpoint\":\"/things/a%20b\",\"method\":\"GET\",\"status\":429,"
            + "\"latencyMs\":") + "(\\d+)" + Pattern.quote(",\"timestamp\":\"")
            + "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z)" + Pattern.quote("\",\"environment\":\"staging\","
                    + "\"hit429\":true,\"rateLimitHeaders\":{")
            + "(.*)" + Pattern.quote("}}]}"));

    @Test
    void event_hasExactlyTheFieldsOfTheWireFormat() throws Exception {
        RawServer rawIngest = closing(RawServer.responding("HTTP/1.1 202 Accepted", ""));
        Application application = application(Settings.sendingTo(rawIngest.uri()).things(upstream)
                .set("quotawatch.apis.things.name", "Things & Co")
                .set("quotawatch.environment", "staging"));
        upstream.on("/things/a b",
                Upstream.responding(429, "slow down", "Retry-After", "7", "X-RateLimit-Remaining", "0",
                        "X-Request-Id", "not-ours"));
        Instant before = Instant.now();

        try {
            ClientKind.PLAIN_NEW_CLIENT.call(application, upstream.uri(), "a b", "hush");
        } catch (RuntimeException tooManyRequests) {
            // the exception is asserted in another test
        }
        application.quotaWatch().flush();

        assertThat(rawIngest.bodies()).hasSize(1);
        Matcher body = BODY.matcher(rawIngest.bodies().get(0));
        assertThat(body.matches()).as("the body matches the wire format: %s", rawIngest.bodies().get(0)).isTrue();
        assertThat(Instant.parse(body.group(2))).isBetween(before.minusMillis(1), Instant.now());
        assertThat(body.group(3).split(",")).containsExactlyInAnyOrder("\"retry-after\":\"7\"",
                "\"x-ratelimit-remaining\":\"0\"");
    }

    @Test
    void headers_areJoinedBoundedAndInLowerCase() {
        upstream.on("/things/1",
                Upstream.responding(200, "ok", "RateLimit", "\"a\";r=1;t=2", "RateLimit", "\"a\";r=1;t=2",
                        "Anthropic-RateLimit-Requests-Limit", "50", "X-RateLimit-Long", "9".repeat(300),
                        "Authorization", "Bearer no", "X-Rate-Limit-Used", "12"));
        Application application = application();

        ClientKind.MICROPROFILE_INJECTED.call(application, upstream.uri(), "1", null);

        assertThat(delivered(application)).singleElement().satisfies(event -> assertThat(event.rateLimitHeaders())
                .containsOnly(Map.entry("ratelimit", "\"a\";r=1;t=2, \"a\";r=1;t=2"),
                        Map.entry("anthropic-ratelimit-requests-limit", "50"), Map.entry("x-rate-limit-used", "12")));
    }

    @Test
    void manuallyRecordedCall_isSentLikeAnObservedCall() {
        Application application = application();

        application.quotaWatch().record(app.quotawatch.ApiCall.builder("MyAPI")
                .endpoint("/v1/resource?key=hush")
                .method("POST")
                .status(201)
                .latency(java.time.Duration.ofMillis(142))
                .rateLimitHeaders(Map.of("X-RateLimit-Remaining", java.util.List.of("3"), "Cookie", "no"))
                .build());

        assertThat(delivered(application)).singleElement().satisfies(event -> {
            assertThat(event.api()).isEqualTo("MyAPI");
            assertThat(event.endpoint()).isEqualTo("/v1/resource");
            assertThat(event.method()).isEqualTo("POST");
            assertThat(event.status()).isEqualTo(201);
            assertThat(event.latencyMs()).isEqualTo(142);
            assertThat(event.rateLimitHeaders()).containsOnly(Map.entry("x-ratelimit-remaining", "3"));
        });
    }
}
