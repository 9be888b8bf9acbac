package app.quotawatch.tck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.quotawatch.testing.faults.Fault;

/** Redirects and retries: every request that is sent counts. */
public interface RedirectsContract extends Contract {

    private Fault redirectTo(String location, String... more) {
        return Responses.status(302, "Location: " + location + "\r\n" + String.join("", more));
    }

    @Test
    default void redirect_isOneCallPerHop() throws Exception {
        needs(Ability.REDIRECT);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().followingRedirects());
        world().upstream().behave(Responses.first(redirectTo("/v1/others?secret=1"), Responses.status(200)));

        HttpResult result = client.call(HttpCall.get(world().url("/v1/things")));
        result.read();

        assertThat(result.status()).isEqualTo(200);
        world().recorded().awaitTotal(2);
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 302",
                "Upstream GET /v1/others 200");
        assertThat(world().recorded().calls())
                .allSatisfy(call -> assertThat(call.latency().isZero()).isEqualTo(!can(Ability.TIMED_REDIRECT)));
    }

    @Test
    default void redirectToAnotherOrigin_belongsToThatOrigin() throws Exception {
        needs(Ability.REDIRECT);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().followingRedirects());
        world().upstream().behave(redirectTo(world().other().url() + "/v2/moved"));
        world().other().behave(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-RateLimit-Limit: 7\r\n"
                    + "X-RateLimit-Remaining: 3\r\nX-RateLimit-Reset: 30\r\n\r\nok");
        });

        client.call(HttpCall.get(world().url("/v1/things"))).read();

        world().recorded().awaitTotal(2);
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 302",
                "Other GET /v2/moved 200");
        assertThat(world().quotaWatch().quota("Upstream").orElseThrow().tightest().orElseThrow().remaining())
                .hasValue(41);
        assertThat(world().quotaWatch().quota("Other").orElseThrow().tightest().orElseThrow().remaining())
                .hasValue(3);
    }

    @Test
    default void redirectFromElsewhereToAnApi_isOneCallOfThatApi() throws Exception {
        needs(Ability.REDIRECT);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().followingRedirects());
        world().upstream().behave(redirectTo(world().other().url() + "/v2/moved"));

        client.call(HttpCall.get(world().unmatched("/v1/things"))).read();

        world().recorded().only();
        assertThat(world().recorded().lines()).containsExactly("Other GET /v2/moved 200");
    }

    @Test
    default void redirectToNoApi_isOneCallOfTheFirst() throws Exception {
        needs(Ability.REDIRECT);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().followingRedirects());
        world().upstream().behave(Responses.first(redirectTo(world().unmatched("/v2/moved").toString()),
                Responses.status(200)));

        client.call(HttpCall.get(world().url("/v1/things"))).read();

        world().recorded().only();
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 302");
    }

    @Test
    default void redirectThatIsNotFollowed_isOneCall() throws Exception {
        ClientUnderTest client = observed();
        world().upstream().behave(redirectTo("/v1/others"));

        assertThat(client.call(HttpCall.get(world().url("/v1/things"))).status()).isEqualTo(302);

        world().recorded().only();
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 302");
    }

    @Test
    default void call_thatMayBeRedirectedAndIsNot_isTimedToItsHeaders() throws Exception {
        needs(Ability.REDIRECT);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().followingRedirects());

        long start = System.nanoTime();
        client.call(HttpCall.get(world().url("/v1/things"))).read();
        long end = System.nanoTime();

        assertThat(world().recorded().only().latency()).isPositive().isLessThanOrEqualTo(Duration.ofNanos(end - start));
    }

    @Test
    default void retry_isOneCallPerAttempt() throws Exception {
        needs(Ability.RETRY);
        world().start();
        ClientUnderTest client = client(ClientSetup.observed().retrying());
        world().upstream().behave(Responses.first(Responses.status(503, "Retry-After: 0\r\n"), Responses.status(200)));

        HttpResult result = client.call(HttpCall.get(world().url("/v1/things")));
        result.read();

        assertThat(result.status()).isEqualTo(200);
        world().recorded().awaitTotal(2);
        assertThat(world().recorded().lines()).containsExactly("Upstream GET /v1/things 503",
                "Upstream GET /v1/things 200");
    }
}
