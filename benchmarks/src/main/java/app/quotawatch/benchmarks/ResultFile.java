package app.quotawatch.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import app.quotawatch.benchmarks.endtoend.ColdStart;
import app.quotawatch.benchmarks.endtoend.IngestLoad;
import app.quotawatch.benchmarks.endtoend.WholeCalls;
import app.quotawatch.benchmarks.filters.QuietPair;
import app.quotawatch.benchmarks.recording.FleetRecording;

/** Writes the results as JSON, in JMH's format even for benchmarks that JMH did not run. */
final class ResultFile {

    private ResultFile() {}

    static void write(Plan plan, Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream json = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, json).writeOut(plan.results());
        }
        JsonArrayBuilder all;
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            JsonArray measured = reader.readArray();
            all = Json.createArrayBuilder(measured);
        }
        plan.quietPairs().forEach(pair -> all.add(json(pair)));
        plan.fleets().forEach(fleet -> all.add(json(fleet)));
        plan.coldStarts().forEach(start -> all.add(json(start)));
        plan.wholeCalls().forEach(call -> all.add(json(call)));
        plan.loads().forEach(load -> all.add(json(load)));
        try (OutputStream out = Files.newOutputStream(file);
                JsonWriter writer = Json.createWriterFactory(
                        Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(out)) {
            writer.write(all.build());
        }
    }

    private static JsonObject json(QuietPair.Outcome pair) {
        return Json.createObjectBuilder()
                .add("benchmark", QuietPair.class.getName() + ".call")
                .add("mode", "avgt")
                .add("threads", 1)
                .add("params", Json.createObjectBuilder().add("pair", pair.kind().pair())
                        .add("rateLimitHeaders", "" + pair.kind().rateLimitHeaders())
                        .add("matched", "" + pair.kind().matched()))
                .add("primaryMetric", metric(pair.nanos(), "ns/op"))
                .add("secondaryMetrics",
                        Json.createObjectBuilder().add("gc.alloc.rate.norm", metric(pair.bytes(), "B/op")))
                .build();
    }

    private static JsonObject json(FleetRecording.Outcome fleet) {
        return Json.createObjectBuilder()
                .add("benchmark", FleetRecording.class.getName() + ".quotawatch")
                .add("mode", "avgt")
                .add("threads", 1)
                .add("primaryMetric", metric(fleet.upNanos(), "ns/op"))
                .add("secondaryMetrics", Json.createObjectBuilder()
                        .add("dead", metric(fleet.deadNanos(), "ns/op"))
                        .add("exchange", metric(fleet.exchangeMicros(), "us/op"))
                        .add("gc.alloc.rate.norm", metric(fleet.bytes(), "B/op"))
                        .add("gc.alloc.rate.norm.without", metric(fleet.bytesWithout(), "B/op")))
                .build();
    }

    private static JsonObject json(ColdStart.Outcome start) {
        return Json.createObjectBuilder()
                .add("benchmark", ColdStart.class.getName() + ".delivery")
                .add("mode", "ss")
                .add("threads", 1)
                .add("params", Json.createObjectBuilder().add("observer", start.observed() ? "quotawatch" : "none"))
                .add("primaryMetric", metric(start.deliveryMillis(), "ms/op"))
                .add("secondaryMetrics", Json.createObjectBuilder()
                        .add("start", metric(start.startMillis(), "ms/op"))
                        .add("classes", metric(start.classes(), "classes")))
                .build();
    }

    /* With a mode of its own, because a ratio does not change with the speed of the machine. */
    private static JsonObject json(WholeCalls.Outcome call) {
        return Json.createObjectBuilder()
                .add("benchmark", WholeCalls.class.getName() + ".call")
                .add("mode", "ratio")
                .add("threads", 1)
                .add("params", Json.createObjectBuilder().add("client", call.client()).add("observer", call.observer()))
                .add("primaryMetric", metric(call.ratio(), "of the median without"))
                .add("secondaryMetrics", secondary(call))
                .build();
    }

    private static JsonObjectBuilder secondary(WholeCalls.Outcome call) {
        JsonObjectBuilder metrics = Json.createObjectBuilder()
                .add("without", metric(call.withoutMicros(), "us/op"))
                .add("median", metric(call.medianMicros(), "us/op"))
                .add("p99", metric(call.p99Micros(), "us/op"));
        return Double.isNaN(call.callerMicros())
                ? metrics
                : metrics.add("caller", metric(call.callerMicros(), "us/op"))
                        .add("caller.beyond", metric(call.callerBeyondMicros(), "us/op"))
                        .add("background", metric(call.backgroundMicros(), "us/op"));
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
