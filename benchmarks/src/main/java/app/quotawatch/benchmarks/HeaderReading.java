package app.quotawatch.benchmarks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import app.quotawatch.headers.RateLimitHeaders;
import app.quotawatch.headers.RateLimitReader;
import app.quotawatch.headers.RateLimitReading;

/** Selects and reads the headers of a response with 20 headers, 6 of them rate-limit headers whose names are known already. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeaderReading {

    private final RateLimitReader reader = new RateLimitReader();
    private final Instant now = Instant.parse("2026-05-07T12:00:00Z");
    private final Map<String, List<String>> all = new LinkedHashMap<>();
    private Map<String, String> selected;

    /** Creates the response and reads it once. */
    @Setup
    public void prepare() {
        for (int i = 0; i < 14; i++) {
            all.put("X-Other-" + i, List.of("value " + i));
        }
        for (String unit : List.of("requests", "tokens")) {
            all.put("x-ratelimit-limit-" + unit, List.of("5000"));
            all.put("x-ratelimit-remaining-" + unit, List.of("4999"));
            all.put("x-ratelimit-reset-" + unit, List.of("6m0s"));
        }
        selected = RateLimitHeaders.select(all);
        if (selected.size() != 6 || read().windows().size() != 2) {
            throw new IllegalStateException("the measurement is invalid: " + selected);
        }
    }

    /** Selects the headers that are kept. */
    @Benchmark
    public Map<String, String> select() {
        return RateLimitHeaders.select(all);
    }

    /** Reads the selected headers. */
    @Benchmark
    public RateLimitReading read() {
        return reader.read(selected, 200, now, now);
    }
}
