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
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

import app.quotawatch.benchmarks.endtoend.QuarkusCalls;

/** The results as JSON: JMH's format, also for the calls that JMH did not make. */
final class ResultFile {

    private ResultFile() {}

    static void write(Collection<RunResult> results, List<QuarkusCalls.Outcome> calls, Path file) throws IOException {
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
}
