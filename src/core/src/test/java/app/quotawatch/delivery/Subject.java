package app.quotawatch.delivery;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import app.quotawatch.DeliveryStats;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.ExecutorScheduler;
import app.quotawatch.testing.ManualExecutor;
import app.quotawatch.testing.ManualTime;

/** A delivery under test, with an executor that the test runs and a time that it advances. */
final class Subject implements AutoCloseable {

    static final String KEY = "qw_live_SECRET";
    static final Instant NOW = Instant.parse("2026-05-07T12:00:00Z");

    /** Longer than a test may take: whatever waits this long hangs. */
    static final Duration FOREVER = Duration.ofHours(1);
    static final Duration SHORT = Duration.ofMillis(300);

    final ManualExecutor executor = new ManualExecutor();
    final ManualTime time = new ManualTime(NOW);
    final List<DeliveryRefused> rejections = new CopyOnWriteArrayList<>();
    private final Delivery delivery;

    private Subject(QuotaWatchConfig config, Clock clock) {
        delivery = Delivery.of(config, clock == null ? time.clock() : clock, time, rejections::add);
        delivery.start(new ExecutorScheduler(executor));
    }

    static QuotaWatchConfigBuilder config(URI ingest) {
        return QuotaWatchConfig.builder(KEY).ingestUrl(ingest).deliveryTimeout(FOREVER)
                .flushInterval(Duration.ofDays(1));
    }

    static Subject of(URI ingest) {
        return of(config(ingest));
    }

    static Subject of(QuotaWatchConfigBuilder config) {
        return of(config, null);
    }

    /** Creates a delivery with this clock; null means the subject's own time. */
    static Subject of(QuotaWatchConfigBuilder config, Clock clock) {
        return new Subject(config.build(), clock);
    }

    Delivery delivery() {
        return delivery;
    }

    /** Adds the calls from this number to that one. */
    Subject add(int from, int to) {
        for (int number = from; number <= to; number++) {
            delivery.add(Calls.call(number));
        }
        return this;
    }

    /** Does what the engine's tick does, and runs the tasks that it submits. */
    void retryIfDue() {
        delivery.retryIfDue();
        executor.runSubmitted();
    }

    FlushResult flush() {
        return delivery.flush(FOREVER);
    }

    /** Returns the account, which adds up. */
    DeliveryStats stats() {
        return Accounts.assertAddsUp(delivery.stats(0, 0));
    }

    @Override
    public void close() {
        delivery.close(Duration.ZERO);
    }
}
