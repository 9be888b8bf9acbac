package app.quotawatch.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import app.quotawatch.benchmarks.endtoend.IngestLoad;
import app.quotawatch.benchmarks.endtoend.QuarkusCalls;

/** Writes the results as JSON, in JMH's format even for benchmarks that JMH did not run. */
final class ResultFile {

    private ResultFile() {}

    static void write(Collection<RunResult> results, List<QuarkusCalls.Outcome> calls, List<IngestLoad.Outcome> loads,
            Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream json = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(results);
        }
        JsonArrayBuilder all;
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            JsonArray measured = reader.readArray();
            all = Json.createArrayBuilder(measured);
        }
        calls.forEach(call -> all.add(json(call)));
        loads.forEach(load -> all.add(json(load)));
        try (OutputStream out = Files.newOutputStream(file);
                JsonWriter writer = Json.createWriterFactory(
                        Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(out)) {
            writer.write(all.build());
        }
    }

    private static JsonObject json(QuarkusCalls.Outcome call) {
        return Json.createObjectBuilder()
                .add("benchmark", QuarkusCalls.class.getName() + ".call")
                .add("mode", "sample")
                .add("threads", 1)
                .add("params", Json.createObjectBuilder().add("client", "quarkus").add("observer", call.observer()))
                .add("primaryMetric", Json.createObjectBuilder()
                        .add("score", 1e6 / call.perSecond())
                        .add("scoreUnit", "us/op")
                        .add("scorePercentiles", Json.createObjectBuilder()
                                .add("50.0", call.medianMicros()).add("99.0", call.p99Micros())))
                .add("secondaryMetrics", Json.createObjectBuilder())
                .build();
    }

    private static JsonObject json(IngestLoad.Outcome load) {
        return Json.createObjectBuilder()
                .add("benchmark", IngestLoad.class.getName() + ".load")
                .add("mode", "avgt")
                .add("threads", 1)
                .add("params", Json.createObjectBuilder().add("perSecond", "" + load.perSecond()))
                .add("primaryMetric", metric(100 * load.processorShare(), "% of a core"))
                .add("secondaryMetrics", Json.createObjectBuilder()
                        .add("recorded", metric(load.recorded(), "events"))
                        .add("delivered", metric(load.delivered(), "events"))
                        .add("dropped", metric(load.dropped(), "events"))
                        .add("dropped.before", metric(load.earlyDropped(), "events"))
                        .add("heap.peak", metric(load.peakHeapMegabytes(), "MB")))
                .build();
    }

    private static JsonObject metric(double score, String unit) {
        return Json.createObjectBuilder().add("score", score).add("scoreUnit", unit)
                .add("rawData", JsonValue.EMPTY_JSON_ARRAY).build();
    }
}
