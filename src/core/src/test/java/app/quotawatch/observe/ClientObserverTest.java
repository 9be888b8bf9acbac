package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
}
