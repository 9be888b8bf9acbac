package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Loaders;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.StubResponse;

/** An application whose log handler throws: it affects neither its calls nor any schedule of ours. */
@Timeout(60)
class ThrowingLogHandlerTest {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final IngestDouble ingest = IngestDouble.start();
    private final Level before = LOGGER.getLevel();
    private Throwing handler;

    enum Kind {
        EXCEPTION, ERROR
    }

    private static final class Throwing extends Handler {

        private final Kind kind;
        private final AtomicInteger thrown = new AtomicInteger();

        Throwing(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void publish(LogRecord line) {
            thrown.incrementAndGet();
            if (kind == Kind.ERROR) {
                throw new AssertionError("a bug of the handler");
            }
            throw new IllegalStateException("a bug of the handler");
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private RunningQuotaWatch start(Kind kind, Duration interval) {
        handler = new Throwing(kind);
        LOGGER.addHandler(handler);
        LOGGER.setLevel(Level.ALL);
        return Loaders.in(Loaders.ofApplication(), () -> QuotaWatch.init(QuotaWatchConfig.builder("qw_live_SECRET")
                .ingestUrl(ingest.url()).flushInterval(interval).build()));
    }

    @AfterEach
    void stop() {
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(before);
        ingest.close();
    }

    @ParameterizedTest
    @EnumSource
    void backgroundDelivery_goesOn_afterFailuresThatCannotBeLogged(Kind kind) {
        ingest.respond(request -> StubResponse.of(ingest.requests().size() < 2 ? 503 : 202));
        try (RunningQuotaWatch quotaWatch = start(kind, Duration.ofMillis(20))) {
            quotaWatch.record(Calls.call("/first"));
            await().untilAsserted(() -> assertThat(quotaWatch.deliveryStats().delivered()).isEqualTo(1));
            quotaWatch.record(Calls.call("/second"));
            await().untilAsserted(() -> assertThat(quotaWatch.deliveryStats().delivered()).isEqualTo(2));

            assertThat(handler.thrown).hasPositiveValue();
        }
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void nothing_reachesTheCaller(Kind kind) {
        ingest.respond(request -> StubResponse.of(503));
        RunningQuotaWatch quotaWatch = start(kind, Duration.ofDays(1));
        assertThatCode(() -> {
            quotaWatch.onCall(call -> {
                throw new IllegalStateException("a bug of the listener, which is logged");
            });
            quotaWatch.record(Calls.call("/first"));
            assertThat(quotaWatch.flush().outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
        }).doesNotThrowAnyException();
        ingest.respond(request -> StubResponse.of(202));
        assertThatCode(quotaWatch::close).doesNotThrowAnyException();

        assertThat(handler.thrown).hasPositiveValue();
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).delivered()).isEqualTo(1);
    }
}
