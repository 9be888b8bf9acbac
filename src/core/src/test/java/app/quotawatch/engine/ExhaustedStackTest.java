package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FlushResult;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.event.QuotaWatchEvent;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.OurThreads;

/** A caller whose stack is nearly exhausted gets no error from us, and leaves nothing locked behind. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExhaustedStackTest {

    private static final int ROUNDS = 2;
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final long STACK_BYTES = 256 * 1024;

    private final IngestDouble ingest = IngestDouble.start();
    private final ApiCall call = ApiCall.builder("x").endpoint("/1").method("GET").status(429)
            .rateLimitHeaders(Map.of("X-RateLimit-Limit", "10", "X-RateLimit-Remaining", "0")).build();
    private final CallFailed failure = CallFailed.of("x", "/", "GET", Instant.EPOCH, Optional.empty(),
            FailureKind.UNKNOWN);
    private RunningQuotaWatch quotaWatch;

    /** What is called at each depth. */
    enum Operation {
        RECORD(test -> test.quotaWatch.record(test.call)),
        RECORD_NULL(test -> test.quotaWatch.record(null)),
        RECORD_FAILURE(test -> test.quotaWatch.recordFailure(test.failure)),
        QUOTA(test -> test.quotaWatch.quota("x")),
        QUOTAS(test -> test.quotaWatch.quotas()),
        STATS(test -> test.quotaWatch.deliveryStats()),
        FLUSH(test -> test.quotaWatch.flush(MOMENT)),
        CLOSE(test -> test.quotaWatch.close());

        private final Consumer<ExhaustedStackTest> action;

        Operation(Consumer<ExhaustedStackTest> action) {
            this.action = action;
        }
    }

    @BeforeEach
    void start() {
        quotaWatch = Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(QuotaWatchConfig
                .builder("qw_live_SECRET").ingestUrl(ingest.url()).flushInterval(Duration.ofDays(1)).bufferSize(50)
                .deliveryTimeout(Duration.ofSeconds(5))
                .api(ApiConfig.builder("x").baseUrl("https://x.example.com").requestsPer(LimitWindow.MINUTE, 1000)
                        .build())
                .build()));
        quotaWatch.onEvent(QuotaWatchEvent.class, event -> {});
        // a class that is first used on an exhausted stack cannot be initialised, ever
        for (int i = 0; i < 100; i++) {
            quotaWatch.record(call);
            quotaWatch.recordFailure(failure);
            quotaWatch.record(null);
            quotaWatch.quotas();
        }
        quotaWatch.flush();
        Accounts.assertAddsUp(quotaWatch.deliveryStats());
    }

    @AfterEach
    void stop() {
        quotaWatch.close();
        ingest.close();
    }

    /* Calls at every depth until the stack is exhausted. Returns what came out of a call. */
    private Throwable atEveryDepth(Operation operation) throws InterruptedException {
        AtomicReference<Throwable> escaped = new AtomicReference<>();
        Thread deep = new Thread(null, new Descent(operation, escaped), "deep", STACK_BYTES);
        deep.start();
        deep.join();
        return escaped.get();
    }

    private final class Descent implements Runnable {

        private final Operation operation;
        private final AtomicReference<Throwable> escaped;
        Descent(Operation operation, AtomicReference<Throwable> escaped) {
            this.operation = operation;
            this.escaped = escaped;
        }

        @Override
        public void run() {
            try {
                descend();
            } catch (StackOverflowError error) {
                // a call that does not fit on the stack fails before any code of ours runs
                String deepest = error.getStackTrace()[0].getClassName();
                if (!deepest.startsWith(ExhaustedStackTest.class.getName())
                        && !deepest.equals(Engine.class.getName())) {
                    escaped.set(error);
                }
            }
        }

        private void descend() {
            operation.action.accept(ExhaustedStackTest.this);
            descend();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "CLOSE", mode = EnumSource.Mode.EXCLUDE)
    void callAtEveryDepth_leavesNothingLocked(Operation operation) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(atEveryDepth(operation)).isNull();
            Accounts.assertAddsUp(quotaWatch.deliveryStats());
        }
        long before = quotaWatch.deliveryStats().recorded();
        quotaWatch.flush();
        quotaWatch.record(Calls.call("/last"));
        FlushResult result = quotaWatch.flush();

        assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
        assertThat(ingest.endpoints()).contains("/last");
        assertThat(quotaWatch.deliveryStats().recorded()).isEqualTo(before + 1);
        assertThat(quotaWatch.quota("x")).isPresent();
        quotaWatch.close();
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).inFlight()).isZero();
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }

    @Test
    void closeAtEveryDepth_isFinishedByASecondOne() throws Exception {
        quotaWatch.record(Calls.call("/last"));
        assertThat(atEveryDepth(Operation.CLOSE)).isNull();
        quotaWatch.close();

        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).inFlight()).isZero();
        assertThat(quotaWatch.deliveryStats().buffered()).isZero();
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }
}
