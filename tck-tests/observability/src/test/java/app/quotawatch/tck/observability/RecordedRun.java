package app.quotawatch.tck.observability;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of the quickstart as a Prometheus recorded it: {@code recorded-run.txt}. Times are seconds since the beginning of the
 * minute in which it started.
 */
final class RecordedRun {

    private static final int SCRAPE_SECONDS = 15;
    private static final int STEP_SECONDS = 5;

    private final Map<String, TreeMap<Integer, String>> series = new LinkedHashMap<>();

    private RecordedRun(List<String> lines) {
        long start = Long.MAX_VALUE;
        for (String line : lines) {
            start = Math.min(start, Long.parseLong(samples(line)[0].split("=")[0]) / 60 * 60);
        }
        for (String line : lines) {
            TreeMap<Integer, String> samples = new TreeMap<>();
            for (String sample : samples(line)) {
                String[] parts = sample.split("=");
                int seconds = (int) (Long.parseLong(parts[0]) - start);
                samples.put(Math.round((float) seconds / STEP_SECONDS) * STEP_SECONDS, parts[1]);
            }
            series.put(line.substring(0, line.indexOf("} ") + 1), samples);
        }
    }

    static RecordedRun read() throws IOException {
        try (InputStream file = RecordedRun.class.getResourceAsStream("/recorded-run.txt")) {
            return new RecordedRun(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).toList());
        }
    }

    private static String[] samples(String line) {
        return line.substring(line.indexOf("} ") + 2).split(" ");
    }

    /** Returns the samples of the only series whose name and labels contain all of these. */
    Map<Integer, Double> samples(String... parts) {
        List<TreeMap<Integer, String>> found = new ArrayList<>();
        series.forEach((name, samples) -> {
            if (List.of(parts).stream().allMatch(name::contains)) {
                found.add(samples);
            }
        });
        if (found.size() != 1) {
            throw new IllegalArgumentException(found.size() + " series");
        }
        Map<Integer, Double> numbers = new TreeMap<>();
        found.get(0).forEach((second, value) -> numbers.put(second, Double.valueOf(value)));
        return numbers;
    }

    /** Returns the series as promtool reads them; one that ends is stale from then on, as for a real Prometheus. */
    String inputSeries() {
        int last = series.values().stream().mapToInt(TreeMap::lastKey).max().orElseThrow();
        StringBuilder yaml = new StringBuilder();
        series.forEach((name, samples) -> {
            StringBuilder values = new StringBuilder();
            int previous = Integer.MIN_VALUE;
            for (int second = 0; second <= last; second += STEP_SECONDS) {
                String value = samples.get(second);
                if (value != null) {
                    previous = second;
                } else if (previous >= 0 && second == previous + SCRAPE_SECONDS + STEP_SECONDS) {
                    value = "stale";
                }
                values.append(values.isEmpty() ? "" : " ").append(value == null ? "_" : value);
            }
            yaml.append("      - series: '").append(name).append("'\n        values: '").append(values).append("'\n");
        });
        return yaml.toString();
    }
}
