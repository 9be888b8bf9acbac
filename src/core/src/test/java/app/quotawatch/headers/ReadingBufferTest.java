package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.sun.management.ThreadMXBean;

import app.quotawatch.time.EpochNanos;

/** A buffer that is used for one response after the other holds what the immutable objects of each hold. */
class ReadingBufferTest {

    private static final Instant NOW = Instant.parse("2025-10-01T12:00:00.123456789Z");
    private static final int SETS = 20_000;

    private final List<CorpusCase> corpus = CorpusCase.all().toList();
    private final RateLimitReader reader = new RateLimitReader();
    private final ReadingBuffer buffer = new ReadingBuffer();

    @Test
    void corpus_readsAsObjects() {
        for (int round = 0; round < 3; round++) {
            for (CorpusCase response : corpus) {
                reader.read(reader.keep(response.headers()), response.status(), response.date(),
                        EpochNanos.of(response.observedAt()),
                        buffer);

                assertThat(reading(buffer)).as(response.id()).isEqualTo(response.reading());
            }
        }
    }

    @Test
    void corpusWithKnownNames_readsAsObjects() {
        for (CorpusCase response : corpus) {
            RateLimitReader ofApi = new RateLimitReader();
            for (int i = 0; i < 2; i++) {
                ofApi.read(ofApi.keep(response.headers()), response.status(), response.date(),
                        EpochNanos.of(response.observedAt()), buffer);

                assertThat(reading(buffer)).as(response.id()).isEqualTo(response.reading());
            }
        }
    }

    @Test
    void hostileHeaders_readAsObjects() {
        for (long seed = 0; seed < SETS; seed++) {
            Map<String, Object> headers = new HostileHeaders(seed, corpus).next();
            int status = seed % 2 == 0 ? 200 : 429;
            Instant date = seed % 3 == 0 ? null : NOW.plusSeconds(seed % 300);
            for (int i = 0; i < 2; i++) {
                reader.read(reader.keep(headers), status, date, EpochNanos.of(NOW), buffer);

                assertThat(reading(buffer)).as("seed %d: %s", seed, headers).isEqualTo(
                        new RateLimitReader().read(RateLimitHeaders.select(headers), status, date, NOW));
            }
        }
    }

    @Test
    void responseWithoutHeaders_leavesNothingOfTheLastOne() {
        reader.read(Map.of("x-ratelimit-limit", "5", "retry-after", "7"), 429, null, EpochNanos.of(NOW), buffer);
        assertThat(buffer.size()).isEqualTo(1);
        assertThat(EpochNanos.toInstant(buffer.retryAfterNanos())).isEqualTo(NOW.plusSeconds(7));

        reader.read(Map.of(), 429, null, EpochNanos.of(NOW), buffer);

        assertThat(buffer.size()).isZero();
        assertThat(buffer.retryAfterNanos()).isEqualTo(EpochNanos.UNKNOWN);
    }

    @Test
    void plainResponse_costsNoObject() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        KeptHeaders kept = null;
        for (int i = 0; i < 3; i++) {
            kept = reader.keep(openAi());
            reader.read(kept, 200, NOW, EpochNanos.of(NOW), buffer);
        }

        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1_000; i++) {
            reader.read(kept, 200, NOW, EpochNanos.of(NOW), buffer);
        }
        long bytes = threads.getThreadAllocatedBytes(thread) - before;

        assertThat(buffer.size()).isEqualTo(2);
        assertThat(bytes / 1_000).isLessThan(8);
    }

    private static Map<String, String> openAi() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("x-ratelimit-limit-requests", "5000");
        headers.put("x-ratelimit-limit-tokens", "160000");
        headers.put("x-ratelimit-remaining-requests", "4999");
        headers.put("x-ratelimit-remaining-tokens", "159976");
        headers.put("x-ratelimit-reset-requests", "12ms");
        headers.put("x-ratelimit-reset-tokens", "6m1.5s");
        return headers;
    }

    /* By the public accessors, as the ledger reads it. */
    private static RateLimitReading reading(ReadingBuffer buffer) {
        List<ReportedWindow> windows = new ArrayList<>();
        for (int i = 0; i < buffer.size(); i++) {
            WindowReading window = buffer.window(i);
            windows.add(new ReportedWindow(window.name(), window.unit(), window.limit(), window.remaining(),
                    window.used(), instant(window.resetAtNanos()), window.windowSeconds()));
        }
        return new RateLimitReading(windows, instant(buffer.retryAfterNanos()));
    }

    private static Instant instant(long nanos) {
        return nanos == EpochNanos.UNKNOWN ? null : EpochNanos.toInstant(nanos);
    }
}
