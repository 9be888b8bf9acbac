package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import app.quotawatch.EndpointStyle;
import app.quotawatch.engine.DisabledQuotaWatch;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.RecordingSink;

/** How an integration obtains its observer, and whose calls that observer reports. */
class ClientObserverTest {

    private static final URI URL = URI.create("https://api.example.com/v1");

    private final RecordingSink sink = new RecordingSink();
    private final Application application = Application.observed(sink.observer(EndpointStyle.PATH),
            new DisabledQuotaWatch());
    private final ClassLoader loader = Loaders.ofApplication();
    private final Application another = Application.excluded();

    @AfterEach
    void unregister() {
        Applications.unregister(application);
        Applications.unregister(another);
    }

    private Observation startElsewhere(ClientObserver observer) {
        return Loaders.in(Loaders.ofApplication(), () -> observer.start("GET", URL));
    }

    @Test
    void observerOfTheCurrentApplication_staysWithIt_onWhicheverThread() {
        ClientObserver observer = Loaders.in(loader, ClientObserver::ofCurrentApplication);
        assertThat(observer.start("GET", URL)).as("before QuotaWatch has started").isNull();
        Applications.register(Loaders.ofApplication(), another);
        Applications.register(loader, application);

        startElsewhere(observer).answered(200, null);
        assertThat(sink.calls).hasSize(1);
    }

    @Test
    void observerOfTheCaller_belongsToWhicheverApplicationCalls() {
        ClientObserver observer = ClientObserver.ofCaller();
        Applications.register(Loaders.ofApplication(), another);
        Applications.register(loader, application);

        assertThat(startElsewhere(observer)).isNull();
        Loaders.in(loader, () -> observer.start("GET", URL)).answered(200, null);
        assertThat(sink.calls).hasSize(1);
    }

    @Test
    void responseThatArrivedEarlier_isTimedUntilThen() {
        long before = System.nanoTime();
        Observation call = sink.observer(EndpointStyle.PATH).start("GET", URL);
        call.responseArrived();
        long arrived = System.nanoTime();
        while (System.nanoTime() - arrived < arrived - before) {
            Thread.onSpinWait();
        }
        call.answered(200, null);

        assertThat(sink.calls.get(0).latency().toNanos()).isBetween(1L, arrived - before);
    }

    @Test
    void callThatEndedEarlier_hasNoDuration() {
        Observation answered = sink.observer(EndpointStyle.PATH).start("GET", URL);
        answered.endedEarlier();
        answered.answered(200, null);
        Observation failed = sink.observer(EndpointStyle.PATH).start("GET", URL);
        failed.endedEarlier();
        failed.failed(null);

        assertThat(sink.calls.get(0).latency()).isZero();
        assertThat(sink.failures.get(0).duration()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
            "https, api.example.com, -1, /v1/things, /v1/things",
            "HTTPS, API.example.com., 443, /v1/things?secret=1, /v1/things",
            "https, api.example.com, -1, '', null",
            "https, api.example.com, -1, null, null",
            "https, api.example.com, -1, ?secret=1, null",
            "https, api.example.com, -1, *, /*",
            "https, b\u00fccher.example, -1, /#x, /",
            "https, xn--bcher-kva.example, -1, /, /",
            "https, ::1, 8443, /v1, /v1",
            "https, [0:0:0:0:0:0:0:1], 8443, /v1, /v1"})
    void partsOfAUrl_areMatchedAsTheUrl(String scheme, String host, int port, String path, String endpoint) {
        ClientObserver observer = sink.observer(EndpointStyle.PATH, "https://api.example.com",
                "https://b\u00fccher.example", "https://[::1]:8443");
        assertThat(observer.mayObserve(scheme, host, port)).isTrue();

        for (int i = 0; i < 2; i++) { // the second time, the host is known
            observer.start("GET", scheme, host, port, path).answered(200, null);
            assertThat(sink.calls.get(i).endpoint()).isEqualTo(endpoint == null ? "/" : endpoint);
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null", value = {
            "http, api.example.com, -1", "https, api.example.com, 80", "https, example.com, -1",
            "ftp, api.example.com, -1", "https, null, -1", "null, api.example.com, -1", "https, '', -1",
            "https, user:secret@api.example.com, -1", "https, [, 1", "https, ::, -1"})
    void partsOfAnotherUrl_belongToNoApi(String scheme, String host, int port) {
        ClientObserver observer = sink.observer(EndpointStyle.PATH);

        assertThat(observer.mayObserve(scheme, host, port)).isFalse();
        assertThat(observer.start("GET", scheme, host, port, "/v1")).isNull();
        assertThat(sink.errors).isEmpty();
    }
}
