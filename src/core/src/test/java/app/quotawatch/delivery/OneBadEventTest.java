package app.quotawatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiCall;
import app.quotawatch.DropReason;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Accounts;
import app.quotawatch.testing.Calls;
import app.quotawatch.testing.ForgedCalls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.Received;
import app.quotawatch.testing.StubResponse;

/** What cannot be written, or not now, costs no other event. */
class OneBadEventTest {

    private final IngestDouble ingest = IngestDouble.start();
    private final Logged logged = Logged.start();
    private RunningQuotaWatch quotaWatch;

    @BeforeEach
    void start() {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder("qw_live_test").ingestUrl(ingest.url()).bufferSize(10_000)
                .flushInterval(Duration.ofDays(1)).deliveryTimeout(Duration.ofSeconds(30)).build());
    }

    @AfterEach
    void stop() {
        quotaWatch.close();
        logged.close();
        ingest.close();
    }

    private void record(int from, int to) {
        for (int number = from; number <= to; number++) {
            quotaWatch.record(Calls.call(number));
        }
    }

    @Test
    void eventThatCannotBeWritten_droppedItsWholeBatch() {
        record(1, 50);
        quotaWatch.record(ForgedCalls.throwing("/bad", () -> new IllegalStateException("secret")));
        record(51, 99);

        FlushResult result = quotaWatch.flush();

        assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
        assertThat(result.delivered()).isEqualTo(99);
        assertThat(result.dropped()).isEqualTo(1);
        assertThat(result.failure().orElseThrow().message()).contains("cannot be written", "IllegalStateException")
                .doesNotContain("secret");
        assertThat(ingest.onlyRequest().endpoints()).isEqualTo(Calls.endpoints(1, 99));
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.INVALID)).isEqualTo(1);
    }

    @Test
    void eventsThatCannotBeWritten_areReportedOnce() {
        for (int i = 0; i < 600; i++) {
            quotaWatch.record(ForgedCalls.throwing("/bad", IllegalStateException::new));
        }

        assertThat(quotaWatch.flush().dropped()).isEqualTo(600);
        assertThat(quotaWatch.flush().outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
        assertThat(ingest.requests()).isEmpty();
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.INVALID)).isEqualTo(600);
        assertThat(logged.from(Level.WARNING)).hasSize(1);
    }

    @Test
    void memoryThatRunsOutWhileEventsAreWritten_droppedThem() {
        AtomicInteger shortages = new AtomicInteger(2);
        record(1, 700);
        quotaWatch.record(
                ForgedCalls.throwing("/701", () -> shortages.getAndDecrement() > 0 ? new OutOfMemoryError() : null));
        record(702, 800);

        FlushResult first = quotaWatch.flush();
        assertThat(first.outcome()).isEqualTo(FlushResult.Outcome.INCOMPLETE);
        assertThat(first.delivered()).isEqualTo(500);
        assertThat(first.remaining()).isEqualTo(300);
        assertThat(first.failure().orElseThrow().message()).isEqualTo("out of memory");
        Accounts.assertAddsUp(quotaWatch.deliveryStats());
        assertThat(quotaWatch.flush().delivered()).isZero();
        FlushResult last = quotaWatch.flush();

        assertThat(last.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
        assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 800));
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).droppedInTotal()).isZero();
        assertThat(logged.from(Level.WARNING)).hasSize(1);
    }

    /* 2,048 characters of path and 32 headers of 256 characters each. */
    private static ApiCall large(int number) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < 32; i++) {
            headers.put("x-ratelimit-" + (char) ('a' + i % 26) + (i / 26) + "0".repeat(200), "1" + "0".repeat(250));
        }
        return ForgedCalls.with(Calls.call("/" + number + "/" + "p".repeat(2000)), "rateLimitHeaders",
                Collections.unmodifiableMap(headers));
    }

    @Test
    void largeEvents_madeRequestsOfManyMegabytes() {
        for (int number = 1; number <= 500; number++) {
            quotaWatch.record(large(number));
        }

        assertThat(quotaWatch.flush().delivered()).isEqualTo(500);
        assertThat(ingest.requests()).hasSizeBetween(9, 10)
                .allSatisfy(request -> assertThat(request.bytes().length).isLessThanOrEqualTo(1_000_000));
        assertThat(ingest.requests().subList(0, 8))
                .allSatisfy(request -> assertThat(request.bytes().length).as("full").isGreaterThan(970_000));
        List<String> endpoints = new ArrayList<>();
        for (int number = 1; number <= 500; number++) {
            endpoints.add("/" + number + "/" + "p".repeat(2000));
        }
        assertThat(ingest.endpoints()).isEqualTo(endpoints);
        Accounts.assertAddsUp(quotaWatch.deliveryStats());
    }

    @Test
    void eventLargerThanARequest_isDroppedWithItsSize() {
        record(1, 2);
        quotaWatch.record(ApiCall.builder("a".repeat(999_900)).method("GET").status(200).build());
        quotaWatch.record(ApiCall.builder("\u20ac".repeat(500_000)).method("GET").status(200).build());
        quotaWatch.record(ApiCall.builder("b".repeat(5_000_000)).method("GET").status(200).build());
        record(3, 4);

        FlushResult result = quotaWatch.flush();

        assertThat(result.outcome()).isEqualTo(FlushResult.Outcome.COMPLETE);
        assertThat(result.delivered()).isEqualTo(4);
        assertThat(result.dropped()).isEqualTo(3);
        assertThat(result.failure().orElseThrow().message()).contains("an event of at least 5000004 bytes");
        assertThat(ingest.endpoints()).isEqualTo(Calls.endpoints(1, 4));
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.REJECTED)).isEqualTo(3);
        assertThat(logged.from(Level.WARNING)).singleElement().asString().contains("an event of 1000070 bytes");
    }

    @Test
    void batchCutForItsSize_isUnchangedOverAllAttempts() {
        for (int number = 1; number <= 100; number++) {
            quotaWatch.record(large(number));
        }
        ingest.respondNext(StubResponse.of(503), StubResponse.of(503));
        assertThat(quotaWatch.flush().remaining()).isEqualTo(100);
        record(101, 105);
        assertThat(quotaWatch.flush().remaining()).isEqualTo(105);
        assertThat(quotaWatch.flush().remaining()).isZero();

        List<Received> sent = ingest.requests().subList(0, 3);
        assertThat(sent).extracting(request -> request.header("Idempotency-Key"))
                .containsOnly(sent.get(0).header("Idempotency-Key"));
        assertThat(sent).allSatisfy(request -> assertThat(request.bytes()).isEqualTo(sent.get(0).bytes()));
        assertThat(ingest.requests().subList(2, ingest.requests().size()).stream()
                .mapToInt(request -> request.endpoints().size()).sum())
                .isEqualTo(105);
    }

    @Test
    void batchCutForItsSize_isSplitWhereTheIngestRejectsAnEvent() {
        for (int number = 1; number <= 100; number++) {
            quotaWatch.record(large(number));
        }
        ingest.respond(request -> StubResponse.of(request.body().contains("\"/77/") ? 400 : 202));

        FlushResult result = quotaWatch.flush();

        assertThat(result.delivered()).isEqualTo(99);
        assertThat(result.dropped()).isEqualTo(1);
        assertThat(Accounts.assertAddsUp(quotaWatch.deliveryStats()).dropped(DropReason.REJECTED)).isEqualTo(1);
    }
}
