package app.quotawatch.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;

import org.jspecify.annotations.Nullable;

/** Writes the JSON documents that the ingest sends, each on one line. */
final class JsonOutput {

    /* Beyond this size, a response ends with the element that reached it. */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final JsonGeneratorFactory GENERATORS = Json.createGeneratorFactory(Map.of());
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private JsonOutput() {}

    static byte[] problem(HttpProblem problem) {
        return object(new ByteArrayOutputStream(256), json -> {
            json.write("error", problem.error());
            json.write("message", problem.getMessage());
            if (problem.code() != null) {
                json.write("code", problem.code());
            }
        });
    }

    /** Writes the first events, at most so many and as many as fit in a response. */
    static byte[] events(long received, List<StoredEvent> events, int limit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        return object(bytes, json -> {
            json.write("received", received);
            json.writeStartArray("events");
            int written = 0;
            while (written < Math.min(limit, events.size()) && bytes.size() < MAX_BYTES) {
                event(json, events.get(written));
                json.flush();
                written++;
            }
            json.writeEnd();
            json.write("more", written < events.size());
        });
    }

    /** Writes the summary, with as many series as fit in a response. */
    static byte[] summary(Summary summary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        return object(bytes, json -> {
            json.write("now", timestamp(summary.now()));
            json.write("startedAt", timestamp(summary.startedAt()));
            json.write("apiKeyRequired", summary.apiKeyRequired());
            number(json, "planApis", summary.planApis());
            json.write("received", summary.received());
            json.write("batches", summary.batches());
            json.write("repeatedBatches", summary.repeatedBatches());
            json.write("rejectedBatches", summary.rejectedBatches());
            json.write("keptEvents", summary.keptEvents());
            json.write("forgottenEvents", summary.forgottenEvents());
            json.write("forgottenSeries", summary.forgottenSeries());
            json.writeStartArray("series");
            int written = 0;
            while (written < summary.series().size() && bytes.size() < MAX_BYTES) {
                series(json, summary.series().get(written));
                json.flush();
                written++;
            }
            json.writeEnd();
            json.write("omittedSeries", summary.series().size() - written);
        });
    }

    private static void event(JsonGenerator json, StoredEvent event) {
        json.writeStartObject();
        json.write("number", event.number());
        json.write("api", event.api());
        json.write("endpoint", event.endpoint());
        json.write("method", event.method());
        json.write("status", event.status());
        json.write("latencyMs", event.latencyMs());
        json.write("timestamp", timestamp(event.timestamp()));
        json.write("environment", event.environment());
        json.write("hit429", event.hit429());
        strings(json, "rateLimitHeaders", event.rateLimitHeaders());
        json.writeEnd();
    }

    private static void series(JsonGenerator json, Summary.OfSeries series) {
        json.writeStartObject();
        json.write("api", series.api());
        json.write("environment", series.environment());
        json.write("total", series.total());
        json.write("lastCall", timestamp(series.lastCall()));
        series.windows().forEach((window, values) -> window(json, window.label(), values));
        json.writeStartArray("gauges");
        series.gauges().forEach(gauge -> gauge(json, gauge));
        json.writeEnd();
        if (!series.gauges().isEmpty()) {
            json.write("gaugesAt", timestamp(series.gaugesAt()));
        }
        strings(json, "headers", series.headers());
        if (!series.headers().isEmpty()) {
            json.write("headersAt", timestamp(series.headersAt()));
        }
        json.writeEnd();
    }

    private static void window(JsonGenerator json, String label, Summary.OfWindow window) {
        json.writeStartObject(label);
        json.write("calls", window.calls());
        json.write("errors", window.errors());
        json.write("hits429", window.hits429());
        number(json, "errorRate", window.rate(window.errors()));
        number(json, "rate429", window.rate(window.hits429()));
        number(json, "p50Ms", window.p50());
        number(json, "p95Ms", window.p95());
        json.writeStartObject("chart");
        json.write("start", timestamp(window.chartStart()));
        json.write("barSeconds", window.barWidth().toSeconds());
        bars(json, "calls", window.bars(), Summary.Bar::calls);
        bars(json, "errors", window.bars(), Summary.Bar::errors);
        bars(json, "hits429", window.bars(), Summary.Bar::hits429);
        json.writeEnd();
        json.writeEnd();
    }

    private static void bars(JsonGenerator json, String name, List<Summary.Bar> bars,
            ToLongFunction<Summary.Bar> part) {
        json.writeStartArray(name);
        bars.forEach(bar -> json.write(part.applyAsLong(bar)));
        json.writeEnd();
    }

    private static void gauge(JsonGenerator json, Gauge gauge) {
        json.writeStartObject();
        json.write("name", gauge.name());
        json.write("limit", gauge.limit());
        number(json, "remaining", gauge.remaining());
        json.writeEnd();
    }

    private static void strings(JsonGenerator json, String name, Map<String, String> strings) {
        json.writeStartObject(name);
        strings.forEach(json::write);
        json.writeEnd();
    }

    private static void number(JsonGenerator json, String name, @Nullable Number value) {
        if (value == null) {
            json.writeNull(name);
        } else if (value instanceof Double fraction) {
            json.write(name, fraction);
        } else {
            json.write(name, value.longValue());
        }
    }

    private static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    private static byte[] object(ByteArrayOutputStream bytes, Consumer<JsonGenerator> content) {
        try (JsonGenerator json = GENERATORS.createGenerator(bytes, StandardCharsets.UTF_8)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEnd();
        }
        return bytes.toByteArray();
    }
}
