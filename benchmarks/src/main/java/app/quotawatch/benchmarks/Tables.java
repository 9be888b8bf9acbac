package app.quotawatch.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

import app.quotawatch.benchmarks.endtoend.IngestLoad;
import app.quotawatch.benchmarks.endtoend.OneCore;
import app.quotawatch.benchmarks.endtoend.QuarkusCalls;

/** Writes the results as Markdown. */
final class Tables {

    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String CPU = "cpu.time.norm";

    private final Plan plan;
    private final String kind;
    private final String machine;
    private final StringBuilder text = new StringBuilder();

    Tables(Plan plan, String kind, String machine) {
        this.plan = plan;
        this.kind = kind;
        this.machine = machine;
    }

    String text() {
        line("Run: %s.%nMachine: %s%n", kind, machine);
        if (!plan.failures().isEmpty()) {
            line("**Not complete.** Failed: %s%n", String.join("; ", plan.failures()));
        }
        filters();
        recording();
        encoding();
        reading();
        calls();
        loads();
        return text.toString().stripTrailing() + "\n";
    }

    private void filters() {
        if (of("FilterPair").isEmpty()) {
            return;
        }
        line("### Filter pair%n");
        line("| Pair | Host | Rate-limit headers | APIs | ns | CPU ns | bytes |");
        line("|---|---|---|---|---|---|---|");
        for (RunResult run : of("FilterPair")) {
            line("| %s | %s | %s | %s | %s | %s | %s |", param(run, "pair"),
                    param(run, "matched").equals("true") ? "matched" : "unmatched", param(run, "rateLimitHeaders"),
                    param(run, "apis"), score(run), secondary(run, CPU), secondary(run, BYTES));
        }
        line("");
    }

    private void recording() {
        if (of("Recording").isEmpty()) {
            return;
        }
        line("### Recording%n");
        line("| Recorder | Buffer | Threads | ns | CPU ns | kept | ns per event kept | bytes |");
        line("|---|---|---|---|---|---|---|---|");
        for (RunResult run : of("Recording")) {
            if (run.getParams().getMode() == Mode.AverageTime) {
                double kept = value(run, "kept");
                line("| %s | %s | %d | %s | %s | %s | %s | %s |", param(run, "recorder"), param(run, "buffer"),
                        run.getParams().getThreads(), score(run), secondary(run, CPU),
                        param(run, "buffer").equals("full") ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * kept),
                        kept < 0.001 ? "" : number(run.getPrimaryResult().getScore() / Math.min(1, kept)),
                        secondary(run, BYTES));
            }
        }
        line("");
        line("Latency of single calls in ns, 2 threads, empty buffer:%n");
        line("| Recorder | p50 | p90 | p99 | p99.9 | p99.99 |");
        line("|---|---|---|---|---|---|");
        for (RunResult run : of("Recording")) {
            if (run.getParams().getMode() == Mode.SampleTime) {
                line("| %s | %s | %s | %s | %s | %s |", param(run, "recorder"), percentile(run, 50),
                        percentile(run, 90), percentile(run, 99), percentile(run, 99.9), percentile(run, 99.99));
            }
        }
        line("");
    }

    private void encoding() {
        if (of("Encoding").isEmpty()) {
            return;
        }
        line("### Encoding 500 events%n");
        line("| Encoder | µs | CPU µs | bytes |");
        line("|---|---|---|---|");
        for (RunResult run : of("Encoding")) {
            line("| %s | %s | %s | %s |", method(run), score(run), number(value(run, CPU) / 1000),
                    secondary(run, BYTES));
        }
        line("");
    }

    private void reading() {
        if (of("Matching").isEmpty() && of("Corpus").isEmpty()) {
            return;
        }
        line("### Matching and reading%n");
        line("| Operation | Input | ns | CPU ns | bytes |");
        line("|---|---|---|---|---|");
        for (RunResult run : of("Matching")) {
            line("| match, URL %s | %s APIs | %s | %s | %s |", method(run), param(run, "apis"), score(run),
                    secondary(run, CPU), secondary(run, BYTES));
        }
        for (RunResult run : of("Corpus")) {
            line("| headers, selected and read | corpus, %s | %s | %s | %s |",
                    param(run, "responses").equals("all") ? "mean" : "worst case", score(run), secondary(run, CPU),
                    secondary(run, BYTES));
        }
        line("");
    }

    private void calls() {
        if (of("Call").isEmpty() && plan.quarkusCalls().isEmpty()) {
            return;
        }
        line("### Whole calls over loopback%n");
        line("Median of the rounds, in µs, %s. The forks of a round run one after another.%n",
                OneCore.isPossible()
                        ? "with client and server on one core"
                        : "on all cores, because taskset is unavailable");
        line("| Client | Observer | p50 | p99 | calls/s | p50 relative to no observer |");
        line("|---|---|---|---|---|---|");
        Map<String, List<QuarkusCalls.Outcome>> rounds = new LinkedHashMap<>();
        for (RunResult run : of("Call")) {
            Statistics micros = run.getPrimaryResult().getStatistics();
            rounds.computeIfAbsent(param(run, "client"), key -> new ArrayList<>())
                    .add(new QuarkusCalls.Outcome(param(run, "observer"), micros.getPercentile(50),
                            micros.getPercentile(99), 1e6 / run.getPrimaryResult().getScore()));
        }
        if (!plan.quarkusCalls().isEmpty()) {
            rounds.put("quarkus", plan.quarkusCalls());
        }
        rounds.forEach(this::calls);
        line("");
    }

    private void calls(String client, List<QuarkusCalls.Outcome> all) {
        Map<String, List<QuarkusCalls.Outcome>> observers = new LinkedHashMap<>();
        all.forEach(call -> observers.computeIfAbsent(call.observer(), key -> new ArrayList<>()).add(call));
        List<QuarkusCalls.Outcome> without = observers.getOrDefault("nobody", List.of());
        observers.forEach((observer, calls) -> {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < Math.min(calls.size(), without.size()); i++) {
                ratios.add(calls.get(i).medianMicros() / without.get(i).medianMicros());
            }
            line("| %s | %s | %s | %s | %s | %s |", client, observer,
                    number(middle(calls, QuarkusCalls.Outcome::medianMicros)),
                    number(middle(calls, QuarkusCalls.Outcome::p99Micros)),
                    number(middle(calls, QuarkusCalls.Outcome::perSecond)),
                    ratios.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", middle(ratios, ratio -> ratio)));
        });
    }

    private void loads() {
        if (plan.loads().isEmpty()) {
            return;
        }
        line("### Steady load on the local ingest%n");
        line("| Events/s | Recorded | Delivered | Dropped | Dropped in warm-up | CPU besides recording | Peak heap |");
        line("|---|---|---|---|---|---|---|");
        for (IngestLoad.Outcome load : plan.loads()) {
            line("| %d | %d | %d | %d | %d | %.1f %% of a core | %d MB |", load.perSecond(), load.recorded(),
                    load.delivered(), load.dropped(), load.earlyDropped(), 100 * load.processorShare(),
                    load.peakHeapMegabytes());
        }
    }

    private List<RunResult> of(String type) {
        return plan.results().stream().filter(run -> run.getParams().getBenchmark().contains("." + type + "."))
                .toList();
    }

    private static String param(RunResult run, String name) {
        return run.getParams().getParam(name);
    }

    private static String method(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String score(RunResult run) {
        return number(run.getPrimaryResult().getScore());
    }

    private static String secondary(RunResult run, String name) {
        return number(value(run, name));
    }

    private static double value(RunResult run, String name) {
        Result<?> result = run.getSecondaryResults().get(name);
        return result == null ? Double.NaN : result.getScore();
    }

    private static String percentile(RunResult run, double rank) {
        return number(run.getPrimaryResult().getStatistics().getPercentile(rank));
    }

    private static <T> double middle(List<T> all, Function<T, Double> number) {
        List<Double> sorted = all.stream().map(number).sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "" : String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }

    private void line(String format, Object... arguments) {
        text.append(arguments.length == 0 ? format.replace("%n", "\n") : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
