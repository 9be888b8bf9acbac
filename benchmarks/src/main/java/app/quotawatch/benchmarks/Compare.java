package app.quotawatch.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;

/**
 * Compares runs of two commits and prints QuotaWatch's figures that moved beyond the noise. Arguments: the JSON files of the runs,
 * alternating before and after.
 * <p>
 * The figures are CPU time where it was measured, otherwise the median wall-clock time, and bytes. If the machine was slower the
 * second time, it was slower for the peers too, so times are divided by the change of the peers' median. The noise is the scatter
 * of the runs of one commit, or, with a single run, of its iterations, but at least a tenth for times and a fiftieth for bytes and ratios,
 * because each JVM compiles differently.
 */
public final class Compare {

    private static final double FEW_BYTES = 8;
    private static final Pattern OURS = Pattern.compile("quotawatch|^Matching|^Corpus|^IngestLoad");

    private Compare() {}

    /** Compares the runs. */
    public static void main(String... files) throws IOException {
        Map<String, Metric> before = new TreeMap<>();
        Map<String, Metric> after = new TreeMap<>();
        for (int i = 0; i < files.length; i++) {
            read(Path.of(files[i]), i % 2 == 0 ? before : after);
        }
        Stream.of(before, after).flatMap(side -> side.keySet().stream()).distinct()
                .filter(name -> !before.containsKey(name) || !after.containsKey(name)).sorted()
                .forEach(name -> System.out
                        .println("only " + (before.containsKey(name) ? "before: " : "after: ") + name));
        before.keySet().retainAll(after.keySet());
        double machine = median(before.entrySet().stream()
                .filter(entry -> entry.getValue().kind == Kind.TIME && !OURS.matcher(entry.getKey()).find())
                .map(entry -> after.get(entry.getKey()).score() / entry.getValue().score())
                .filter(Double::isFinite).toList());
        System.out.printf(Locale.ROOT, "%d figures in %d runs; the peers' times changed by a factor of %.2f%n",
                before.size(),
                files.length, Double.isNaN(machine) ? 1 : machine);
        long moved = before.entrySet().stream().filter(entry -> OURS.matcher(entry.getKey()).find())
                .filter(entry -> moved(entry.getKey(), entry.getValue(), after.get(entry.getKey()),
                        Double.isNaN(machine) ? 1 : machine))
                .count();
        System.out.println(moved + " of QuotaWatch's figures moved beyond the noise");
    }

    private static boolean moved(String name, Metric old, Metric now, double machine) {
        double ratio = now.score() / old.score() / (old.kind == Kind.TIME ? machine : 1);
        double noise = Math.max(old.kind.leastNoise, Math.max(old.scatter(), now.scatter()));
        if (!(Math.abs(Math.log(ratio)) > Math.log1p(noise))
                || old.kind == Kind.BYTES && Math.abs(now.score() - old.score()) <= FEW_BYTES) {
            return false;
        }
        System.out.printf(Locale.ROOT, "%s %.2f (noise %.2f)  %s: %.1f -> %.1f%n", ratio > 1 ? "WORSE " : "better",
                ratio, noise, name, old.score(), now.score());
        return true;
    }

    private static void read(Path file, Map<String, Metric> metrics) throws IOException {
        try (InputStream in = Files.newInputStream(file); JsonReader reader = Json.createReader(in)) {
            for (JsonObject run : reader.readArray().getValuesAs(JsonObject.class)) {
                String name = name(run);
                JsonObject secondary = run.getJsonObject("secondaryMetrics");
                JsonObject primary = run.getJsonObject("primaryMetric");
                if (run.getString("mode").equals("sample")) {
                    double p50 = primary.getJsonObject("scorePercentiles").getJsonNumber("50.0").doubleValue();
                    metrics.computeIfAbsent(name + ", p50 " + primary.getString("scoreUnit"),
                            key -> new Metric(Kind.TIME))
                            .add(p50, JsonValue.EMPTY_JSON_ARRAY);
                } else if (run.getString("mode").equals("ratio")) {
                    metrics.computeIfAbsent(name + ", of that without", key -> new Metric(Kind.RATIO)).add(primary);
                } else {
                    JsonObject time = secondary.containsKey("cpu.time.norm")
                            ? secondary.getJsonObject("cpu.time.norm")
                            : primary;
                    metrics.computeIfAbsent(name + ", " + time.getString("scoreUnit"), key -> new Metric(Kind.TIME))
                            .add(time);
                }
                if (secondary.containsKey("gc.alloc.rate.norm")) {
                    metrics.computeIfAbsent(name + ", bytes", key -> new Metric(Kind.BYTES))
                            .add(secondary.getJsonObject("gc.alloc.rate.norm"));
                }
            }
        }
    }

    private static String name(JsonObject run) {
        JsonObject parameters = run.containsKey("params") ? run.getJsonObject("params") : JsonValue.EMPTY_JSON_OBJECT;
        String type = run.getString("benchmark");
        return type.substring(type.lastIndexOf('.', type.lastIndexOf('.') - 1) + 1)
                + (run.getInt("threads") > 1 ? ", " + run.getInt("threads") + " threads" : "")
                + parameters.keySet().stream().sorted().map(key -> ", " + key + " " + parameters.getString(key))
                        .collect(Collectors.joining());
    }

    private static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int size = sorted.size();
        return size == 0 ? Double.NaN : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    }

    private enum Kind {

        TIME(0.10), BYTES(0.02), RATIO(0.02);

        private final double leastNoise;

        Kind(double leastNoise) {
            this.leastNoise = leastNoise;
        }
    }

    /** What one figure was in the runs of one commit. */
    private static final class Metric {

        private final Kind kind;
        private final List<Double> scores = new ArrayList<>();
        private final List<Double> iterations = new ArrayList<>();

        Metric(Kind kind) {
            this.kind = kind;
        }

        void add(JsonObject metric) {
            add(metric.getJsonNumber("score").doubleValue(), metric.getJsonArray("rawData"));
        }

        void add(double score, JsonArray rawData) {
            scores.add(score);
            for (JsonArray fork : rawData.getValuesAs(JsonArray.class)) {
                fork.getValuesAs(JsonNumber.class).forEach(number -> iterations.add(number.doubleValue()));
            }
        }

        double score() {
            return median(scores);
        }

        double scatter() {
            List<Double> all = scores.size() > 1 || iterations.isEmpty() ? scores : iterations;
            double least = all.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
            double most = all.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
            return (most - least) / score();
        }
    }
}
