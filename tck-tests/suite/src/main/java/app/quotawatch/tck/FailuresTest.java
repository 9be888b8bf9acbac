package app.quotawatch.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.DeliveryStats;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.ingest.StoredEvent;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.clients.InjectedClient;
import app.quotawatch.tck.clients.ThingsClient;
import app.quotawatch.tck.support.Application;
import app.quotawatch.tck.support.Dead;
import app.quotawatch.tck.support.Settings;
import app.quotawatch.tck.support.Suite;

/** A call that receives no response is reported once, and the application gets the same exception as without QuotaWatch. */
public class FailuresTest extends Suite {

    /* Far apart, because some clients count the time to connect as time to read too. */
    private static final Duration CONNECT = Duration.ofMillis(200);
    private static final Duration READ = Duration.ofMillis(800);

    private final List<CallFailed> failures = new CopyOnWriteArrayList<>();

    /** Causes of calls without a response that need no timeout. */
    public enum Cause {

        CONNECTION_REFUSED(Dead::refusing, FailureKind.CONNECTION_REFUSED),
        UNKNOWN_HOST(Dead::unknown, FailureKind.UNKNOWN_HOST),
        RESET(Dead::resetting, FailureKind.CONNECTION_RESET),
        NO_ENCRYPTION(Dead::unencrypted, FailureKind.TLS);

        private final Supplier<Dead> api;
        private final FailureKind kind;

        Cause(Supplier<Dead> api, FailureKind kind) {
            this.api = api;
            this.kind = kind;
        }
    }

    private Application observing(URI api, String... more) {
        Settings settings = Settings.sendingTo(ingest)
                .api("things", api)
                .set("things/mp-rest/url", api.toString())
                .set("quotawatch.flush-interval-seconds", "0.1");
        for (int i = 0; i < more.length; i += 2) {
            settings.set(more[i], more[i + 1]);
        }
        Application application = application(settings);
        application.quotaWatch().onEvent(CallFailed.class, failures::add);
        return application;
    }

    private Application impatient(URI api, String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.addAll(List.of("things/mp-rest/connectTimeout", Long.toString(CONNECT.toMillis()),
                "things/mp-rest/readTimeout", Long.toString(READ.toMillis())));
        return observing(api, settings.toArray(String[]::new));
    }

    private void assertFailedOnce(Application application, String endpoint, FailureKind kind) {
        await().untilAsserted(() -> assertThat(failures)
                .filteredOn(failure -> failure.endpoint().equals(endpoint)).isNotEmpty());
        assertThat(failures).filteredOn(failure -> failure.endpoint().equals(endpoint)).singleElement()
                .satisfies(failure -> {
                    assertThat(failure.api()).isEqualTo("things");
                    assertThat(failure.method()).isEqualTo("GET");
                    assertThat(failure.kind()).isEqualTo(kind);
                    assertThat(failure.duration()).isPresent();
                });
        assertThat(delivered(application)).extracting(StoredEvent::endpoint).doesNotContain(endpoint);
    }

    @ParameterizedTest
    @EnumSource
    void failureOfEachClient_isReportedOnceAndReachesTheApplicationUnchanged(Cause cause) {
        Dead api = closing(cause.api.get());
        Application application = observing(api.uri());

        for (ClientKind client : ClientKind.values()) {
            Throwable observed = catchThrowable(() -> client.call(application, api.uri(), client.name(), "hush"));
            assertFailedOnce(application, "/things/" + client, cause.kind);
            boolean injected = client.name().startsWith("MICROPROFILE_INJECTED");
            if (!injected) {
                Throwable unobserved = catchThrowable(
                        () -> client.call(application, api.unobservedUri(), client.name(), "hush"));
                assertThat(kinds(observed)).as(client + ": the exception with and without QuotaWatch")
                        .isEqualTo(kinds(unobserved));
            }
        }

        int calls = ClientKind.values().length;
        DeliveryStats stats = application.quotaWatch().deliveryStats();
        assertThat(stats.failedCalls()).isEqualTo(calls);
        assertThat(stats.recorded()).as("events of calls without a response").isZero();
        assertThat(stats.internalErrors()).isZero();
        assertThat(application.quotaWatch().quota("things").orElseThrow().failedCalls()).isEqualTo(calls);
        assertThat(failures).hasSize(calls).extracting(CallFailed::toString).noneMatch(text -> text.contains("hush"));
        assertQuiet();
    }

    private static List<String> kinds(Throwable error) {
        List<String> kinds = new ArrayList<>();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            kinds.add(cause.getClass().getName());
        }
        return kinds;
    }

    @Test
    void resetInMidHeaders_isAResponseOrAFailureAsTheClientTreatsIt() {
        Dead api = closing(Dead.resettingAfter("HTTP/1.1 200 OK\r\nX-RateLimit-Lim"));
        Application application = observing(api.uri());

        for (ClientKind client : ClientKind.values()) {
            catchThrowable(() -> client.call(application, api.uri(), client.name(), "hush"));
            await().untilAsserted(() -> assertThat(failures.size() + delivered(application).size())
                    .isEqualTo(client.ordinal() + 1));
        }
        assertQuiet();
    }

    @Test
    void connectAndReadTimeouts_areDistinguished() {
        Dead silent = closing(Dead.silent());
        Application application = impatient(silent.uri());
        application.call(() -> {
            callWithTimeouts(application, silent.uri(), "read");
            return null;
        });
        for (String client : List.of("injected", "built", "plain")) {
            assertFailedOnce(application, "/things/read-" + client, FailureKind.READ_TIMEOUT);
        }
        application.close();

        Dead full = closing(Dead.notAccepting());
        Application other = impatient(full.uri());
        other.call(() -> {
            callWithTimeouts(other, full.uri(), "connect");
            return null;
        });
        for (String client : List.of("injected", "built", "plain")) {
            assertFailedOnce(other, "/things/connect-" + client, FailureKind.CONNECT_TIMEOUT);
        }
        assertQuiet();
    }

    private static void callWithTimeouts(Application application, URI api, String id) {
        assertThat(catchThrowable(() -> application.bean(InjectedClient.class).client()
                .get(id + "-injected", "hush"))).isNotNull();
        ThingsClient built = RestClientBuilder.newBuilder().baseUri(api)
                .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(READ.toMillis(), TimeUnit.MILLISECONDS)
                .build(ThingsClient.class);
        assertThat(catchThrowable(() -> built.get(id + "-built", "hush"))).isNotNull();
        built.close();
        Client plain = ClientBuilder.newBuilder()
                .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(READ.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        assertThat(catchThrowable(() -> plain.target(api).path("things/" + id + "-plain").request().get(String.class)))
                .isNotNull();
        plain.close();
    }

    @Test
    void cancelledCall_isReportedOnce() {
        Dead silent = closing(Dead.silent());
        Application application = observing(silent.uri());
        Client client = application.call(() -> ClientBuilder.newBuilder()
                .readTimeout(READ.toMillis(), TimeUnit.MILLISECONDS).build());

        Future<String> response = application.call(() -> client.target(silent.uri()).path("things/cancelled").request()
                .async().get(String.class));
        await().untilAsserted(() -> assertThat(silent.requests()).isEqualTo(1));
        response.cancel(true);
        response = null;

        await().untilAsserted(() -> {
            System.gc();
            assertThat(failures).hasSize(1);
        });
        client.close();
        assertThat(application.quotaWatch().deliveryStats().failedCalls()).isEqualTo(1);
        assertThat(delivered(application)).isEmpty();
        assertQuiet();
    }

    @Test
    void onlyCallsThatMayHaveArrived_countAgainstTheLimits() {
        Dead silent = closing(Dead.silent());
        Application application = impatient(silent.uri(), "quotawatch.apis.things.limits.requests-per-minute", "10");
        application.call(() -> {
            callWithTimeouts(application, silent.uri(), "count");
            return null;
        });
        for (String client : List.of("injected", "built", "plain")) {
            assertFailedOnce(application, "/things/count-" + client, FailureKind.READ_TIMEOUT);
        }
        assertThat(application.quotaWatch().quota("things").orElseThrow().tightest().orElseThrow().used()).hasValue(3);
        application.close();

        Dead refusing = closing(Dead.refusing());
        Application other = observing(refusing.uri(), "quotawatch.apis.things.limits.requests-per-minute", "10");
        catchThrowable(() -> ClientKind.PLAIN_NEW_CLIENT.call(other, refusing.uri(), "refused", "hush"));
        assertFailedOnce(other, "/things/refused", FailureKind.CONNECTION_REFUSED);
        assertThat(other.quotaWatch().quota("things").orElseThrow().windows().get(0).used()).hasValue(0);
    }

    @Test
    void failuresThatAreSent_haveStatus599() {
        Dead refusing = closing(Dead.refusing());
        Application application = observing(refusing.uri(), "quotawatch.failures", "send");

        catchThrowable(() -> ClientKind.MICROPROFILE_BUILT.call(application, refusing.uri(), "sent", "hush"));

        await().untilAsserted(() -> assertThat(delivered(application)).singleElement().satisfies(event -> {
            assertThat(event.api()).isEqualTo("things");
            assertThat(event.endpoint()).isEqualTo("/things/sent");
            assertThat(event.status()).isEqualTo(599);
            assertThat(event.hit429()).isFalse();
            assertThat(event.rateLimitHeaders()).isEmpty();
        }));
        assertThat(application.quotaWatch().deliveryStats().recorded()).isEqualTo(1);
        assertThat(application.quotaWatch().deliveryStats().failedCalls()).isEqualTo(1);
    }
}
