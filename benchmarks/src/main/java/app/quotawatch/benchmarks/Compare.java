package app.quotawatch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

/**
 * Compares two runs and prints what moved beyond the noise. Arguments: the JSON of before, the JSON of after.
 * <p>
 * A machine that was slower the second time was so for the peers too, so times are divided by how the median of the peers moved.
 * Noise is taken to be what the two runs scatter themselves, and never less than a tenth for times; bytes hardly scatter.
 */
public final class Compare {

    private static final double LEAST_NOISE = 0.10;
    private static final double BYTES_NOISE = 0.02;
    private static final double FEW_BYTES = 8;

    private Compare() {}

    /** Compares. */
    public static void main(String... files) throws IOException {
        Map<String, Metric> before = read(Path.of(files[0]));
        Map<String, Metric> after = read(Path.of(files[1]));
        before.keySet().retainAll(after.keySet());
        double[] peers = before.entrySet().stream()
                .filter(entry -> !entry.getValue().bytes() && !isOurs(entry.getKey()))
                .mapToDouble(entry -> after.get(entry.getKey()).score() / entry.getValue().score())
                .filter(Double::isFinite).sorted().toArray();
        double machine = peers.length == 0 ? 1 : peers[peers.length / 2];
        System.out.printf(Locale.ROOT, "%d figures; the peers' times moved by %.2f%n", before.size(), machine);
        before.forEach((name, old) -> {
            Metric now = after.get(name);
            double ratio = now.score() / old.score() / (old.bytes() ? 1 : machine);
            double noise = old.bytes() ? BYTES_NOISE : Math.max(LEAST_NOISE, old.noise() + now.noise());
            boolean moved = Math.abs(Math.log(ratio)) > Math.log1p(noise)
                    && (!old.bytes() || Math.abs(now.score() - old.score()) > FEW_BYTES);
            if (moved && isOurs(name)) {
                System.out.printf(Locale.ROOT, "%s %.2f  %s: %.1f -> %.1f %s%n", ratio > 1 ? "WORSE " : "better",
                        ratio, name, old.score(), now.score(), old.bytes() ? "B" : "");
            }
        });
    }

    private static boolean isOurs(String name) {
        return name.contains("quotawatch,") || name.endsWith("quotawatch") || name.contains("=quotawatch")
                || name.contains("Matching") || name.contains("Corpus");
    }

    private static Map<String, Metric> read(Path file) throws IOException {
        Map<String, Metric> metrics = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file); JsonReader reader = Json.createReader(in)) {
            for (JsonObject run : reader.readArray().getValuesAs(JsonObject.class)) {
                JsonObject parameters = run.containsKey("params")
                        ? run.getJsonObject("params")
                        : JsonValue.EMPTY_JSON_OBJECT;
                String type = run.getString("benchmark");
                String name = type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1) + " "
                        + run.getString("mode") + " " + run.getInt("threads") + " "
                        + parameters.keySet().stream().sorted()
                                .map(key -> key + "=" + parameters.getString(key)).collect(Collectors.joining(","));
                // the last round of several counts
                metrics.put(name, metric(run.getJsonObject("primaryMetric"), false));
                JsonObject secondary = run.getJsonObject("secondaryMetrics");
                if (secondary.containsKey("gc.alloc.rate.norm")) {
                    metrics.put("bytes of " + name, metric(secondary.getJsonObject("gc.alloc.rate.norm"), true));
                }
            }
        }
        return metrics;
    }

    private static Metric metric(JsonObject metric, boolean bytes) {
        double score = metric.getJsonNumber("score").doubleValue();
        double error = metric.get("scoreError") instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
        return new Metric(score, Double.isNaN(error) ? LEAST_NOISE : error / score, bytes);
    }

    private record Metric(double score, double noise, boolean bytes) {}
}
