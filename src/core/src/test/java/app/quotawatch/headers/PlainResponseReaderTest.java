package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import app.quotawatch.time.EpochNanos;

/** The plain reader reports what the general reader reports. A failure names the seed that repeats it. */
class PlainResponseReaderTest {

    private static final Instant NOW = Instant.parse("2025-10-01T12:00:00Z");
    private static final int SETS = 20_000;
    private static final String[] NAMES = {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-used",
            "x-ratelimit-reset", "x-ratelimit-limit-requests", "x-ratelimit-remaining-requests",
            "x-ratelimit-reset-requests", "x-ratelimit-limit-tokens", "x-ratelimit-remaining-tokens",
            "x-ratelimit-reset-tokens", "x-ratelimit-reset-after", "x-ratelimit-limit-minute",
            "x-ratelimit-remaining-minute", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after",
            "retry-after-ms", "x-user-ratelimit-remaining", "x-daily-requests-left", "x-app-usage-used",
            "x-ratelimit-resource", "x-ratelimit-name", "x-ratelimit-type",
            "x-ratelimit-cost"};
    private static final String[] VALUES = {"0", "1", "59", "60", "5000", "12.5", "-1", "", " ", " 7 ", "60, 60",
            "unlimited", "6m0s", "30", "1759320060", "1759320060000", "600000", "2025-10-01T12:01:00Z",
            "Wed, 01 Oct 2025 12:01:00 GMT", "40%", "core", "search api", "a@b.example", "0".repeat(300),
            "9007199254740993"};

    /* One for all responses, so that what one of them leaves behind shows in the next. */
    private final ReadingBuffer reading = new ReadingBuffer();
    private int plain;

    @Test
    void plainHeaders_readAsByTheGeneralReader() {
        for (long seed = 0; seed < SETS; seed++) {
            Random random = new Random(seed);
            Map<String, String> headers = new LinkedHashMap<>();
            for (int i = 1 + random.nextInt(7); i > 0; i--) {
                headers.put(NAMES[random.nextInt(NAMES.length)], VALUES[random.nextInt(VALUES.length)]);
            }
            compare(seed, headers, random.nextBoolean() ? 200 : 429,
                    random.nextInt(3) == 0 ? NOW.plusSeconds(90) : null);
        }
        assertThat(plain).isGreaterThan(SETS / 20);
    }

    @Test
    void hostileHeaders_readAsByTheGeneralReader() {
        List<CorpusCase> corpus = CorpusCase.all().toList();
        for (long seed = 0; seed < SETS; seed++) {
            Map<String, String> raw = new HashMap<>();
            new HostileHeaders(seed, corpus).next().forEach((name, value) -> raw.put(name, String.valueOf(value)));
            compare(seed, raw, seed % 2 == 0 ? 200 : 429, NOW.plusSeconds(seed % 300));
        }
        assertThat(plain).isGreaterThan(SETS / 100);
    }

    @Test
    void corpus_readsAsByTheGeneralReader() {
        List<CorpusCase> corpus = CorpusCase.all().toList();
        for (CorpusCase response : corpus) {
            compare(0, response.selected(), response.status(), response.date());
        }
        assertThat(plain).isGreaterThan(corpus.size() / 3);
    }

    private void compare(long seed, Map<String, String> headers, int status, Instant date) {
        KeptHeaders few = KeptHeaders.of(headers);
        ResponseLayout layout = ResponseLayout.of(few.names());
        if (layout.plain() == null) {
            return;
        }
        reading.clock().set(EpochNanos.of(NOW), date);
        if (layout.plain().read(few, status, reading)) {
            plain++;
            ReadingBuffer general = new ReadingBuffer();
            general.clock().set(EpochNanos.of(NOW), date);
            new GeneralResponseReader(layout, status, general).read(few);
            assertThat(reading.toReading()).as("seed %d: %s", seed, headers).isEqualTo(general.toReading());
        }
    }
}
