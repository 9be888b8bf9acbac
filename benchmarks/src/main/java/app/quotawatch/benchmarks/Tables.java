package app.quotawatch.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

import app.quotawatch.benchmarks.endtoend.IngestLoad;

/** Writes the results as Markdown. */
final class Tables {

    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String CPU = "cpu.time.norm";

    private final Collection<RunResult> results;
    private final List<IngestLoad.Outcome> loads;
    private final boolean quick;
    private final StringBuilder text = new StringBuilder();

    Tables(Collection<RunResult> results, List<IngestLoad.Outcome> loads, boolean quick) {
        this.results = results;
        this.loads = loads;
        this.quick = quick;
    }

    String text() {
        line("Run: %s. Machine: %d cores, %d GB of heap at most, Java %s, %s.%n", quick ? "quick" : "full",
                Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() >> 30,
                Runtime.version().feature(), System.getProperty("os.name"));
        filters();
        recording();
        encoding();
        reading();
        calls();
        loads();
        return text.toString();
    }

    private void filters() {
        line("### Filter pair%n");
        line("| Pair | Host | Rate-limit headers | APIs | ns | ns of processor | bytes |");
        line("|---|---|---|---|---|---|---|");
        for (RunResult run : of("FilterPair")) {
            line("| %s | %s | %s | %s | %s | %s | %s |", param(run, "pair"),
                    param(run, "matched").equals("true") ? "matched" : "unmatched", param(run, "rateLimitHeaders"),
                    param(run, "apis"), score(run), secondary(run, CPU), secondary(run, BYTES));
        }
        line("");
    }

    private void recording() {
        line("### Recording%n");
        line("| Recorder | Buffer | Threads | ns | ns of processor | kept | ns an event kept | bytes |");
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
        line("Latency of single calls, 2 threads, buffer empty, in ns:%n");
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
        line("### Encoding 500 events%n");
        line("| Encoder | µs | µs of processor | bytes |");
        line("|---|---|---|---|");
        for (RunResult run : of("Encoding")) {
            line("| %s | %s | %s | %s |", method(run), score(run), number(value(run, CPU) / 1000),
                    secondary(run, BYTES));
        }
        line("");
    }

    private void reading() {
        line("### Matching and reading%n");
        line("| What | Among | ns | ns of processor | bytes |");
        line("|---|---|---|---|---|");
        for (RunResult run : of("Matching")) {
            line("| a URL that is %s | %s APIs | %s | %s | %s |", method(run), param(run, "apis"), score(run),
                    secondary(run, CPU), secondary(run, BYTES));
        }
        for (RunResult run : of("Corpus")) {
            line("| headers, picked out and read | the corpus, %s | %s | %s | %s |",
                    param(run, "responses").equals("all") ? "mean" : "worst case", score(run), secondary(run, CPU),
                    secondary(run, BYTES));
        }
        line("");
    }

    private void calls() {
        line("### Whole calls over loopback%n");
        line("The median of the rounds, in µs; the forks of a round follow each other.%n");
        line("| Client | Observer | p50 | p99 | calls/s | p50 to that without |");
        line("|---|---|---|---|---|---|");
        Map<String, List<RunResult>> rounds = new LinkedHashMap<>();
        for (RunResult run : of("Call")) {
            rounds.computeIfAbsent(param(run, "client") + " | " + param(run, "observer"), key -> new ArrayList<>())
                    .add(run);
        }
        rounds.forEach((name, runs) -> {
            List<RunResult> without = rounds.get(runs.get(0).getParams().getParam("client") + " | nobody");
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                ratios.add(median(runs.get(i)) / median(without.get(i)));
            }
            line("| %s | %s | %s | %s | %s |", name, number(middle(runs, Tables::median)),
                    number(middle(runs, run -> run.getPrimaryResult().getStatistics().getPercentile(99))),
                    number(1e6 / middle(runs, run -> run.getPrimaryResult().getScore())),
                    String.format(Locale.ROOT, "%.3f", middle(ratios, ratio -> ratio)));
        });
        line("");
    }

    private void loads() {
        line("### A steady load into the local ingest%n");
        line("| Events/s | Recorded | Delivered | Dropped | Dropped in 10 s before, cold | Processor, beside recording | Peak of the heap |");
        line("|---|---|---|---|---|---|---|");
        for (IngestLoad.Outcome load : loads) {
            line("| %d | %d | %d | %d | %d | %.1f %% of a core | %d MB |", load.perSecond(), load.recorded(),
                    load.delivered(), load.dropped(), load.earlyDropped(), 100 * load.processorShare(),
                    load.peakHeapMegabytes());
        }
    }

    private List<RunResult> of(String type) {
        return results.stream().filter(run -> run.getParams().getBenchmark().contains("." + type + ".")).toList();
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

    private static double median(RunResult run) {
        return run.getPrimaryResult().getStatistics().getPercentile(50);
    }

    private static <T> double middle(List<T> all, Function<T, Double> number) {
        List<Double> sorted = all.stream().map(number).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String number(double number) {
        return Double.isNaN(number) ? "" : String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }

    private void line(String format, Object... arguments) {
        text.append(arguments.length == 0 ? format.replace("%n", "\n") : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
