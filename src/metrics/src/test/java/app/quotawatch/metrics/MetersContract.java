package app.quotawatch.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.testing.MemoryFleetStore;

/** What every backend shows of a QuotaWatch. */
abstract class MetersContract extends WindowMetersContract {

    /* How many notifications wait for a listener at most. */
    private static final int WAITING = 1_000;
    private static final Map<String, String> BY_FLEET = Map.of("api", "limited", "window", "daily", "unit",
            "requests", "source", "fleet", "partition", "none");

    @Test
    void everyMeter_isDescribed() {
        watched.everythingHappens();

        assertThat(backend.shown()).allSatisfy(shown -> assertThat(shown.description()).isNotBlank());
        assertThat(backend.shown()).extracting(Shown::name).containsOnly(LIMIT, USED, REMAINING, USED_RATIO, RESET,
                EXHAUSTION, CALLS, FAILED_CALLS, RATE_LIMITED, RECORDED, DELIVERED, DROPPED, BUFFERED, DISCARDED);
    }

    @Test
    void close_endsReadingAndRecording() {
        watched.everythingHappens();
        backend.shown();

        backend.unbind();
        backend.unbind();
        List<Shown> atClose = backend.shown();
        watched.everythingHappens();

        assertThat(atClose).extracting(Shown::name)
                .doesNotContain(LIMIT, USED, REMAINING, USED_RATIO, RESET, EXHAUSTION, RECORDED, DELIVERED, DROPPED,
                        BUFFERED, DISCARDED);
        assertThat(backend.shown()).isEqualTo(atClose);
        assertThat(watched.quotaWatch.deliveryStats().internalErrors()).isZero();
    }

    @Test
    void notificationThatAListenerIsTooSlowFor_isCountedAsDiscarded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        watched.quotaWatch.onEvent(CallFailed.class, new Stuck(begun, hold));
        watched.fail("limited", FailureKind.UNKNOWN, null);
        begun.await();
        assertThat(only(DISCARDED, Map.of()).value()).isZero();
        for (int i = 0; i < WAITING + 2; i++) {
            watched.fail("limited", FailureKind.UNKNOWN, null);
        }

        assertThat(only(DISCARDED, Map.of()).value()).isEqualTo(2);
        hold.countDown();
    }

    private record Stuck(CountDownLatch begun, CountDownLatch hold) implements Consumer<CallFailed> {

        @Override
        public void accept(CallFailed call) {
            begun.countDown();
            try {
                hold.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void fleet_isShownFromItsFirstExchange() {
        backend.unbind();
        watched.close();
        MemoryFleetStore store = new MemoryFleetStore();
        store.fail(new IOException("refused"));
        try (Backend other = backend(); Watched replica = Watched.ofFleet(store)) {
            other.bind(replica.quotaWatch);
            await().until(() -> value(other, EXCHANGES, Map.of("outcome", "failed")) > 0);
            assertThat(other.shown()).extracting(Shown::name).doesNotContain(REPLICAS, AGE);

            store.work();
            await().until(() -> value(other, EXCHANGES, Map.of("outcome", "answered")) > 0);
            other.shown();
            assertThat(value(other, REPLICAS, Map.of())).isEqualTo(1);
            assertThat(value(other, AGE, Map.of())).isBetween(0.0, SECONDS_PER_DAY);
            assertThat(value(other, LIMIT, BY_FLEET)).isEqualTo(10);
            assertThat(other.shown()).filteredOn(shown -> shown.name().equals(EXCHANGES))
                    .extracting(shown -> shown.tags().get("outcome"))
                    .containsExactlyInAnyOrder("answered", "failed", "timed_out", "invalid");
        }
    }

    private static double value(Backend backend, String meter, Map<String, String> tags) {
        return backend.shown().stream().filter(shown -> shown.is(meter, tags)).findFirst()
                .orElseThrow(() -> new AssertionError("no " + meter + tags)).value();
    }

    @Test
    void disabledQuotaWatch_isNotShown() {
        backend.unbind();
        watched.close();
        try (Backend other = backend(); Watched disabled = Watched.disabled()) {
            other.bind(disabled.quotaWatch);

            assertThat(other.shown()).isEmpty();

            other.unbind();
        }
    }
}
