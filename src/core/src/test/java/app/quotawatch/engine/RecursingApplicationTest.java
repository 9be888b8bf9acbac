package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.ApiConfig;
import app.quotawatch.DeliveryStats;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.Loaders;

/** An application that recurses until its stack is exhausted, and records calls all the way. */
@Timeout(60)
class RecursingApplicationTest {

    private static final int STACKS = 100;

    private final RunningQuotaWatch quotaWatch = Loaders.in(Loaders.ofApplication(),
            () -> QuotaWatch.init(QuotaWatchConfig.builder(null)
                    .api(ApiConfig.builder(Calls.call(0).api()).baseUrl("https://api.example.com").build()).build()));
    private volatile int returned;

    @AfterEach
    void close() {
        quotaWatch.close();
    }

    @Test
    void recordingOnAnExhaustedStack_leavesNoLockHeld_andEachCallIsCountedOrAnError() throws InterruptedException {
        for (int i = 0; i < STACKS; i++) {
            int frames = i;
            Thread thread = new Thread(null, () -> {
                try {
                    begin(frames);
                } catch (StackOverflowError expected) {
                    // it is the application's own
                }
            }, "deep", 200_000);
            thread.start();
            thread.join();
        }
        int calls = returned;
        quotaWatch.record(Calls.call(0));

        DeliveryStats stats = Accounts.assertAddsUp(quotaWatch.deliveryStats());
        assertThat(stats.internalErrors()).as("calls that found no stack").isPositive();
        assertThat(stats.recorded() + stats.internalErrors()).isGreaterThan(calls);
        assertThat(quotaWatch.quotas()).hasSize(1);
    }

    /* Shifts where the stack ends. */
    private void begin(int frames) {
        if (frames == 0) {
            recurse(0, 0);
        } else {
            begin(frames - 1);
        }
    }

    private long recurse(long one, long other) {
        quotaWatch.record(Calls.call(0));
        returned = returned + 1;
        return recurse(other, one) + 1;
    }
}
