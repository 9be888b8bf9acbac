package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import app.quotawatch.EndpointStyle;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.testing.RecordingSink;

/** Calls of which nobody reports the end: each is reported once, however many there are and whenever the sweeps come. */
class AbandonedCallsTest {

    /* More than there are places in the table. */
    private static final int MANY = 1_000;

    private final RecordingSink sink = new RecordingSink();
    private final CallObserver observer = sink.observer(EndpointStyle.PATH);

    private Observation start(Object carrier) {
        Observation call = observer.start("GET", URI.create("https://api.example.com/x"));
        call.failWhenAbandoned(carrier);
        return call;
    }

    private void sweepUntil(int reported) {
        await().untilAsserted(() -> {
            observer.sweep();
            System.gc();
            assertThat(sink.failures).hasSize(reported);
        });
    }

    @Test
    void abandonedCalls_areReportedOnceEach() {
        for (int i = 0; i < MANY; i++) {
            start(new Object());
        }

        sweepUntil(MANY);
        observer.sweep();
        assertThat(sink.failures).hasSize(MANY);
    }

    @Test
    void sweptCarrier_isNotHeld() {
        Object carrier = new Object();
        WeakReference<Object> held = new WeakReference<>(carrier);
        Observation call = start(carrier);
        observer.sweep();
        carrier = null;

        await().untilAsserted(() -> {
            System.gc();
            assertThat(held.get()).isNull();
        });
        assertThat(call.hasEnded()).isFalse();
    }

    @Test
    void callsThatEnd_areNotReported_andTheirCarriersAreNotHeld() {
        List<Object> carriers = new ArrayList<>();
        List<Observation> calls = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Object carrier = new Object();
            carriers.add(carrier);
            calls.add(start(carrier));
            if (i % 3 == 0) {
                observer.sweep();
            }
        }
        for (int i = 0; i < MANY; i++) {
            calls.get(i).answered(200, null);
        }
        WeakReference<Object> last = new WeakReference<>(carriers.get(MANY - 1));
        carriers.clear();
        calls.clear();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(last.get()).isNull();
        });
        observer.sweep();
        assertThat(sink.failures).isEmpty();
        assertThat(sink.calls).hasSize(MANY);
    }

    @Test
    void callsThatEndDuringSweeps_endOnce() throws InterruptedException {
        Thread sweeper = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                observer.sweep();
            }
        });
        sweeper.start();
        for (int i = 0; i < 100 * MANY; i++) {
            start(new Object()).answered(200, null);
        }
        sweeper.interrupt();
        sweeper.join();

        assertThat(sink.calls).hasSize(100 * MANY);
        assertThat(sink.failures).isEmpty();
    }

    @Test
    void closedObserver_reportsNothingMore_andHoldsNoCarrier() {
        WeakReference<Object> before = startUnheld();
        observer.close();
        WeakReference<Object> after = startUnheld();

        await().untilAsserted(() -> {
            System.gc();
            observer.sweep();
            assertThat(before.get()).isNull();
            assertThat(after.get()).isNull();
        });
        assertThat(sink.failures).isEmpty();
    }

    private WeakReference<Object> startUnheld() {
        Object carrier = new Object();
        start(carrier);
        return new WeakReference<>(carrier);
    }
}
