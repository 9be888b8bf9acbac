package app.quotawatch.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.management.ThreadMXBean;

/** Whatever a server sends, the reader returns, and reports nothing impossible. A failure names the seed that repeats it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileHeadersTest {

    private static final Instant NOW = Instant.parse("2025-10-01T12:00:00Z");
    private static final int SETS = 10_000;

    private final List<CorpusCase> corpus = CorpusCase.all().toList();
    private final RateLimitReader reader = new RateLimitReader();

    @Test
    void anyHeaders_areSelectedWithinBounds() {
        for (long seed = 0; seed < SETS; seed++) {
            Map<String, String> selected = RateLimitHeaders.select(new HostileHeaders(seed, corpus).next());

            String problem = selected.size() > 32
                    ? "too many"
                    : selected.entrySet().stream()
                            .filter(header -> header.getKey().length() > 256 || header.getValue().length() > 256
                                    || !header.getKey().equals(header.getKey().toLowerCase(Locale.ROOT))
                                    || header.getValue().chars().anyMatch(c -> c < ' ' && c != '\t'))
                            .findFirst().map(Object::toString).orElse("");
            assertThat(problem).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void anyHeaders_readAsPossibleWindows() {
        for (long seed = 0; seed < SETS; seed++) {
            Map<String, String> selected = RateLimitHeaders.select(new HostileHeaders(seed, corpus).next());

            RateLimitReading reading = reader.read(selected, seed % 2 == 0 ? 200 : 429, NOW.plusSeconds(seed % 300),
                    NOW);

            assertThat(problemsOf(reading)).as("seed %d: %s of %s", seed, reading, selected).isEmpty();
        }
    }

    @Test
    void unselectedHeaders_readAsPossibleWindows() {
        for (long seed = 0; seed < SETS; seed++) {
            Map<String, String> raw = new HashMap<>();
            new HostileHeaders(seed, corpus).next().forEach((name, value) -> raw.put(name, String.valueOf(value)));

            RateLimitReading reading = reader.read(raw, 200, null, NOW);

            assertThat(problemsOf(reading)).as("seed %d: %s of %s", seed, reading, raw).isEmpty();
        }
    }

    @Test
    void reading_allocatesNoMoreThan64Kilobytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long worst = 0;
        for (long seed = 0; seed < SETS; seed++) {
            Map<String, String> selected = RateLimitHeaders.select(new HostileHeaders(seed, corpus).next());
            long before = threads.getThreadAllocatedBytes(thread);
            reader.read(selected, 429, null, NOW);
            worst = Math.max(worst, threads.getThreadAllocatedBytes(thread) - before);
        }

        assertThat(worst).isLessThan(64 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
            "+1000000000-12-31T23:59:59.999999999Z"})
    void clockFarOff_readsWithoutInstants(String clock) {
        Map<String, String> headers = Map.of("x-ratelimit-limit", "60", "x-ratelimit-reset", "30", "retry-after",
                "Wed, 01 Oct 2025 12:00:00 GMT");

        assertThat(reader.read(headers, 429, NOW, Instant.parse(clock)).retryAfter()).isNull();
        assertThat(reader.read(headers, 429, Instant.parse(clock), NOW).windows()).hasSize(1);
    }

    @Test
    void missingHeaders_readAsNothing() {
        assertThat(RateLimitHeaders.select(null)).isEmpty();
        assertThat(RateLimitHeaders.select(Map.of("Content-Type", "text/plain"))).isSameAs(Map.of());
        assertThat(RateLimitHeaders.select(Collections.singletonMap(null, null))).isEmpty();
        assertThat(RateLimitHeaders.select(Collections.singletonMap("retry-after", Arrays.asList(null, null))))
                .isEmpty();
        assertThat(reader.read(null, 200, null, NOW).windows()).isEmpty();
        assertThat(reader.read(Map.of(), 200, null, NOW).windows()).isEmpty();
        assertThat(reader.read(Map.of("retry-after", "1"), 429, null, null).retryAfter()).isNull();
    }

    @Test
    void dateHeader_isReadOrUnknown() {
        assertThat(RateLimitReader.date("Wed, 01 Oct 2025 12:00:00 GMT")).isEqualTo(NOW);
        assertThat(RateLimitReader.date("yesterday")).isNull();
        assertThat(RateLimitReader.date(null)).isNull();
    }

    private static List<String> problemsOf(RateLimitReading reading) {
        Set<String> names = new HashSet<>();
        List<String> problems = new ArrayList<>();
        if (reading.windows().size() > 16) {
            problems.add("too many windows");
        }
        if (reading.retryAfter() != null && !isNear(reading.retryAfter())) {
            problems.add("retry after " + reading.retryAfter());
        }
        for (ReportedWindow window : reading.windows()) {
            boolean possible = isAmount(window.limit()) && isAmount(window.remaining()) && isAmount(window.used())
                    && (window.resetAt() == null || isNear(window.resetAt()))
                    && (window.windowSeconds() == -1 || window.windowSeconds() > 0);
            boolean shown = names.add(window.name()) && window.name().matches("[\\w ./()%-]{1,300}")
                    && window.unit() != null;
            if (!possible || !shown) {
                problems.add(window.toString());
            }
        }
        return problems;
    }

    private static boolean isAmount(double amount) {
        return Double.isNaN(amount) || amount >= 0 && amount <= 1L << 53;
    }

    private static boolean isNear(Instant instant) {
        Duration ahead = Duration.between(NOW, instant);
        return ahead.toDays() <= 367 && ahead.toDays() >= -1;
    }
}
