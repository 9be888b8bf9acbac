package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.ExecutorScheduler;
import app.quotawatch.testing.ManualExecutor;

/** Without an API key events are counted and not sent. */
class LocalDeliveryTest {

    private final Delivery delivery = Delivery.of(QuotaWatchConfig.builder(null).build(), Clock.systemUTC(),
            System::nanoTime, event -> {});

    @Test
    void events_areKeptLocal() {
        for (int i = 0; i < 1000; i++) {
            delivery.add(Calls.call(i));
        }
        delivery.drop(DropReason.INVALID);

        assertThat(Accounts.assertAddsUp(delivery.stats(0, 0)).keptLocal()).isEqualTo(1000);
        assertThat(delivery.stats(0, 0).buffered()).isZero();
        assertThat(delivery.stats(0, 7).internalErrors()).isEqualTo(7);
    }

    @Test
    void flush_returnsNotSending() {
        delivery.add(Calls.call(1));

        assertThat(delivery.flush(Duration.ofSeconds(1)).outcome()).isEqualTo(FlushResult.Outcome.NOT_SENDING);
    }

    @Test
    void start_schedulesNothing() {
        ManualExecutor executor = new ManualExecutor();
        delivery.start(new ExecutorScheduler(executor));

        assertThat(executor.live()).isEmpty();
    }

    @Test
    void eventsAfterClose_areCounted() {
        delivery.add(Calls.call(1));
        assertThat(delivery.close(Duration.ZERO)).isZero();
        delivery.add(Calls.call(2));

        assertThat(Accounts.assertAddsUp(delivery.stats(0, 0)).keptLocal()).isEqualTo(1);
        assertThat(delivery.stats(0, 0).dropped(DropReason.CLOSED)).isEqualTo(1);
    }
}
