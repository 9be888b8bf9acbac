package app.quotawatch.tck.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the alerts fire, according to Prometheus's own promtool. */
@Timeout(120)
class RulesTest {

    private static final String DAILY = "window=\"daily\"";

    @TempDir
    Path folder;

    private Binary promtool;

    @BeforeEach
    void install() {
        promtool = Binary.required("promtool");
    }

    private String test(String yaml) throws IOException, InterruptedException {
        Path test = folder.resolve("test.yml");
        Files.writeString(test, yaml.replace("RULES", TestedFiles.RULES.toString()));
        return promtool.run(folder.resolve("output.txt"), "test", "rules", test.toString());
    }

    @Test
    void rules_areValid() throws Exception {
        assertThat(promtool.run(folder.resolve("output.txt"), "check", "rules", TestedFiles.RULES.toString()))
                .contains("SUCCESS: 6 rules found");
    }

    @Test
    void alerts_fireAndEndAsSpecified() throws Exception {
        try (InputStream file = RulesTest.class.getResourceAsStream("/rules-test.yml")) {
            assertThat(test(new String(file.readAllBytes(), StandardCharsets.UTF_8))).contains("SUCCESS");
        }
    }

    @Test
    void alertOfExhaustion_firesInTheMinuteThatEveryForecastOfARecordedRunNames() throws Exception {
        RecordedRun run = RecordedRun.read();
        TreeSet<Integer> minutes = new TreeSet<>();
        int firstForecast = Integer.MAX_VALUE;
        for (Map.Entry<Integer, Double> forecast : run.samples("exhaustion_seconds", DAILY).entrySet()) {
            // the first minute of a run has too few calls for a forecast
            if (forecast.getKey() >= 120 && forecast.getValue() > 0) {
                minutes.add((int) (forecast.getKey() + forecast.getValue()) / 60);
                firstForecast = Math.min(firstForecast, forecast.getKey());
            }
        }
        assertThat(minutes).hasSize(1);
        int minute = minutes.first();
        assertThat(minute * 60 - firstForecast).as("seconds of warning").isGreaterThan(300);

        assertThat(test("rule_files: ['RULES']\nevaluation_interval: 5s\ntests:\n  - interval: 5s\n"
                + "    input_series:\n" + run.inputSeries() + "    promql_expr_test:\n"
                + firing("QuotaWatchQuotaExhausted", minute * 60, false)
                + firing("QuotaWatchQuotaExhausted", minute * 60 + 59, true)
                + firing("QuotaWatchQuotaWillRunOut", 120, false)
                + firing("QuotaWatchQuotaWillRunOut", 240, true)
                + firing("QuotaWatchQuotaWillRunOut", minute * 60 + 59, false))).contains("SUCCESS");
    }

    /* Of all windows of the run, which reset after seconds or at midnight, only the daily one is worth an alert. */
    private static String firing(String alert, int second, boolean expected) {
        String samples = expected
                ? "        exp_samples:\n          - labels: '{api=\"OpenAI\", unit=\"requests\", window=\"daily\"}'\n"
                        + "            value: 1\n"
                : "        exp_samples: []\n";
        return "      - expr: count by (api, unit, window) (ALERTS{alertname=\"" + alert
                + "\", alertstate=\"firing\"})\n"
                + "        eval_time: " + second + "s\n" + samples;
    }
}
