package app.quotawatch.benchmarks.encoding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

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

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.afterburner.AfterburnerModule;

import app.quotawatch.ApiCall;
import app.quotawatch.delivery.BareEncoder;

/**
 * Writes 500 events, the maximum per request, into a byte array. The mappers receive existing records and are used as their
 * documentation advises: one shared instance, Jackson through an <a
 * href="https://github.com/FasterXML/jackson-docs/wiki/Presentation:-Jackson-Performance">{@code ObjectWriter}</a> and with <a
 * href="https://github.com/FasterXML/jackson-modules-base/tree/2.x/afterburner">Afterburner</a>.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class Encoding {

    private static final String KEY = "qw_live_benchmark";
    private static final String ENVIRONMENT = "production";
    private static final int EVENTS = 500;

    private final BareEncoder ours = new BareEncoder(KEY, ENVIRONMENT);
    private final Jsonb yasson = JsonbBuilder.create();
    private final ObjectWriter jackson = JsonMapper.builder().addModule(new JavaTimeModule()).build()
            .writerFor(Payload.class);
    private final ObjectWriter afterburner = JsonMapper.builder().addModule(new JavaTimeModule())
            .addModule(new AfterburnerModule()).build().writerFor(Payload.class);
    private final Streaming streaming = new Streaming();
    private final List<ApiCall> calls = new ArrayList<>();
    private Payload payload;

    /** Creates the batch and checks that all encoders write the same. */
    @Setup
    public void prepare() throws IOException {
        List<Payload.Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant timestamp = Instant.parse("2026-05-07T12:00:00Z").plusMillis(10L * i);
            Map<String, String> headers = i % 2 == 0
                    ? Map.of()
                    : Map.of("x-ratelimit-limit-requests", "5000", "x-ratelimit-remaining-requests", "" + (5000 - i));
            ApiCall call = ApiCall.builder("OpenAI").endpoint("/v1/chat/completions").method("POST").status(200)
                    .latency(Duration.ofMillis(100 + i)).timestamp(timestamp).rateLimitHeaders(headers).build();
            calls.add(call);
            events.add(new Payload.Event("OpenAI", "/v1/chat/completions", "POST", 200, 100 + i, timestamp,
                    ENVIRONMENT, false, call.rateLimitHeaders()));
        }
        payload = new Payload(KEY, events);
        JsonValue expected = parse(quotawatch());
        for (byte[] other : List.of(yassonReflection(), jackson(), jacksonAfterburner(),
                jsonpStreaming())) {
            if (!parse(other).equals(expected)) {
                throw new IllegalStateException("not the same: " + parse(other) + " and " + expected);
            }
        }
    }

    private static JsonValue parse(byte[] json) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
            return reader.readValue();
        }
    }

    /** QuotaWatch's encoder. */
    @Benchmark
    public byte[] quotawatch() {
        return ours.encode(calls);
    }

    /** JSON-B as most applications use it. */
    @Benchmark
    public byte[] yassonReflection() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320 * EVENTS);
        yasson.toJson(payload, bytes);
        return bytes.toByteArray();
    }

    /** Jackson on records. */
    @Benchmark
    public byte[] jackson() throws IOException {
        return jackson.writeValueAsBytes(payload);
    }

    /** Jackson on records with generated code. */
    @Benchmark
    public byte[] jacksonAfterburner() throws IOException {
        return afterburner.writeValueAsBytes(payload);
    }

    /** JSON-P's streaming API. */
    @Benchmark
    public byte[] jsonpStreaming() {
        return streaming.encode(payload);
    }
}
