package app.quotawatch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import app.quotawatch.headers.RateLimitHeaders;
import app.quotawatch.headers.RateLimitReader;
import app.quotawatch.headers.RateLimitReading;

/** Selects and reads the headers of the rate-limit corpus: all responses in turn, or the slowest one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Corpus {

    private static final Path CASES = Path.of("src/core/src/test/resources/rate-limit-corpus/cases.json");
    private static final int PASSES = 8;
    private static final int TRIES = 300;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Which responses are read. */
    @Param({"all", "worst"})
    public String responses;

    private List<Response> cases = new ArrayList<>();
    private int next;

    /** Reads the corpus and finds its slowest response. */
    @Setup
    public void prepare() throws IOException {
        Path cases = Files.exists(CASES) ? CASES : Path.of("..").resolve(CASES);
        try (InputStream file = Files.newInputStream(cases); JsonReader reader = Json.createReader(file)) {
            reader.readArray().getValuesAs(JsonObject.class).forEach(json -> this.cases.add(new Response(json)));
        }
        if (responses.equals("worst")) {
            this.cases = List.of(worst());
        }
    }

    /* By CPU time, the best of several passes, because the first passes run before the code is compiled. */
    private Response worst() {
        Map<Response, Long> least = new IdentityHashMap<>();
        for (int pass = 0; pass < PASSES; pass++) {
            for (Response response : cases) {
                long start = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < TRIES; i++) {
                    response.last = response.read();
                }
                least.merge(response, THREADS.getCurrentThreadCpuTime() - start, Math::min);
            }
        }
        return Collections.max(cases, Comparator.comparing(least::get));
    }

    /** Reads one response. */
    @Benchmark
    public RateLimitReading read() {
        next = next + 1 < cases.size() ? next + 1 : 0;
        return cases.get(next).read();
    }

    private static final class Response {

        private final RateLimitReader reader = new RateLimitReader();
        private final Map<String, Object> headers = new LinkedHashMap<>();
        private final int status;
        private final Instant observedAt;
        private RateLimitReading last;

        Response(JsonObject json) {
            status = json.getInt("status");
            observedAt = Instant.parse(json.getString("observedAt"));
            json.getJsonObject("headers").forEach((name, value) -> headers.put(name, strings(value)));
        }

        private static Object strings(JsonValue value) {
            return value instanceof JsonArray several
                    ? several.getValuesAs(JsonString::getString)
                    : ((JsonString) value).getString();
        }

        RateLimitReading read() {
            return reader.read(RateLimitHeaders.select(headers), status, null, observedAt);
        }
    }
}
