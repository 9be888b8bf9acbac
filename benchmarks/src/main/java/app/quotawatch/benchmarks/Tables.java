package app.quotawatch.benchmarks;

import static app.quotawatch.benchmarks.CpuTime.CALLER;
import static app.quotawatch.benchmarks.Figures.BYTES;
import static app.quotawatch.benchmarks.Figures.method;
import static app.quotawatch.benchmarks.Figures.middle;
import static app.quotawatch.benchmarks.Figures.number;
import static app.quotawatch.benchmarks.Figures.param;
import static app.quotawatch.benchmarks.Figures.percentile;
import static app.quotawatch.benchmarks.Figures.score;
import static app.quotawatch.benchmarks.Figures.secondary;
import static app.quotawatch.benchmarks.Figures.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;

import app.quotawatch.benchmarks.endtoend.ColdStart;
import app.quotawatch.benchmarks.endtoend.IngestLoad;
import app.quotawatch.benchmarks.endtoend.OneCore;
import app.quotawatch.benchmarks.endtoend.WholeCalls;
import app.quotawatch.benchmarks.filters.QuietPair;
import app.quotawatch.benchmarks.recording.CoreToCore;
import app.quotawatch.benchmarks.recording.FleetRecording;

/** Writes the results as Markdown. */
final class Tables {

    private final Plan plan;
    private final Figures figures;
    private final String kind;
    private final String machine;
    private final StringBuilder text = new StringBuilder();

    Tables(Plan plan, String kind, String machine) {
        this.plan = plan;
        this.figures = new Figures(plan);
        this.kind = kind;
        this.machine = machine;
    }

    String text() {
        line("Run: %s.%nMachine: %s%n", kind, machine);
        if (!plan.failures().isEmpty()) {
            line("**Not complete.** Failed: %s%n", String.join("; ", plan.failures()));
        }
        new Bars(plan, figures).rows().forEach(this::line);
        filters();
        quietPairs();
        recording();
        fleets();
        encoding();
        reading();
        calls();
        coldStarts();
        loads();
        return text.toString().stripTrailing() + "\n";
    }

    private void filters() {
        if (figures.of("FilterPair").isEmpty()) {
            return;
        }
        line("### Filter pair%n");
        line("| Pair | Host | Rate-limit headers | APIs | ns | CPU ns | bytes |");
        line("|---|---|---|---|---|---|---|");
        for (RunResult run : figures.of("FilterPair")) {
            line("| %s | %s | %s | %s | %s | %s | %s |", param(run, "pair"),
                    param(run, "matched").equals("true") ? "matched" : "unmatched", param(run, "rateLimitHeaders"),
                    param(run, "apis"), score(run), secondary(run, CALLER), secondary(run, BYTES));
        }
        line("");
    }

    private void quietPairs() {
        if (plan.quietPairs().isEmpty()) {
            return;
        }
        line("The same with 100 APIs, by turns of a tenth of a second, each pair in %d processes, one after the other. Of each turn,%nthe tenth percentile of chunks of 100 calls counts, and of these the median:%n",
                Plan.PAIR_STARTS);
        line("| Pair | Host | Rate-limit headers | ns | bytes |");
        line("|---|---|---|---|---|");
        Map<String, List<QuietPair.Outcome>> rounds = new LinkedHashMap<>();
        plan.quietPairs().forEach(pair -> rounds.computeIfAbsent(pair.kind().pair() + " | "
                + (pair.kind().matched() ? "matched" : "unmatched") + " | " + pair.kind().rateLimitHeaders(),
                key -> new ArrayList<>()).add(pair));
        rounds.forEach((row, pairs) -> line("| %s | %s | %s |", row, number(middle(pairs, QuietPair.Outcome::nanos)),
                number(middle(pairs, QuietPair.Outcome::bytes))));
        line("");
    }

    private void recording() {
        if (figures.of("Recording").isEmpty()) {
            return;
        }
        line("### Recording%n");
        line("| Recorder | Buffer | Threads | ns | CPU ns | kept | ns per event kept | bytes | core to core, ns |");
        line("|---|---|---|---|---|---|---|---|---|");
        for (RunResult run : figures.of("Recording")) {
            if (run.getParams().getMode() == Mode.AverageTime) {
                double kept = value(run, "kept");
                line("| %s | %s | %d | %s | %s | %s | %s | %s | %s |", param(run, "recorder"), param(run, "buffer"),
                        run.getParams().getThreads(), score(run), secondary(run, CALLER),
                        param(run, "buffer").equals("full") ? "" : String.format(Locale.ROOT, "%.1f %%", 100 * kept),
                        kept < 0.001 ? "" : number(run.getPrimaryResult().getScore() / Math.min(1, kept)),
                        secondary(run, BYTES),
                        run.getParams().getThreads() == 1 ? "" : secondary(run, CoreToCore.NANOS));
            }
        }
        line("");
        line("Latency of single calls in ns, 2 threads, empty buffer:%n");
        line("| Recorder | p50 | p90 | p99 | p99.9 | p99.99 |");
        line("|---|---|---|---|---|---|");
        for (RunResult run : figures.of("Recording")) {
            if (run.getParams().getMode() == Mode.SampleTime) {
                line("| %s | %s | %s | %s | %s | %s |", param(run, "recorder"), percentile(run, 50),
                        percentile(run, 90), percentile(run, 99), percentile(run, 99.9), percentile(run, 99.99));
            }
        }
        line("");
    }

    private void fleets() {
        if (plan.fleets().isEmpty()) {
            return;
        }
        line("### Recording with a fleet%n");
        line("Calls of 20 APIs, an exchange with Redis every 0.1 seconds; each run is a JVM.%n");
        line("| record, p99.9, store works, ns | store is dead, ns | bytes | without a fleet, bytes | Redis per exchange of an API, µs |");
        line("|---|---|---|---|---|");
        for (FleetRecording.Outcome fleet : plan.fleets()) {
            line("| %s | %s | %s | %s | %s |", number(fleet.upNanos()), number(fleet.deadNanos()),
                    number(fleet.bytes()),
                    number(fleet.bytesWithout()), String.format(Locale.ROOT, "%.1f", fleet.exchangeMicros()));
        }
        line("");
    }

    private void encoding() {
        if (figures.of("Encoding").isEmpty()) {
            return;
        }
        line("### Encoding 500 events%n");
        line("| Encoder | µs | CPU µs | bytes |");
        line("|---|---|---|---|");
        for (RunResult run : figures.of("Encoding")) {
            line("| %s | %s | %s | %s |", method(run), score(run), number(value(run, CALLER) / 1000),
                    secondary(run, BYTES));
        }
        line("");
    }

    private void reading() {
        if (figures.of("Matching").isEmpty() && figures.of("Corpus").isEmpty()) {
            return;
        }
        line("### Matching and reading%n");
        line("| Operation | Input | ns | CPU ns | bytes |");
        line("|---|---|---|---|---|");
        for (RunResult run : figures.of("Matching")) {
            line("| match, URL %s | %s APIs | %s | %s | %s |", method(run), param(run, "apis"), score(run),
                    secondary(run, CALLER), secondary(run, BYTES));
        }
        for (RunResult run : figures.of("Corpus")) {
            line("| headers, selected and read | corpus, %s | %s | %s | %s |",
                    param(run, "responses").equals("all") ? "mean" : "worst case", score(run), secondary(run, CALLER),
                    secondary(run, BYTES));
        }
        line("");
    }

    private void calls() {
        if (plan.wholeCalls().isEmpty()) {
            return;
        }
        line("### Whole calls over loopback%n");
        line("The middle one of the rounds, in µs, %s. The processor time is that of the calling%nthread, and of the observer's own threads per call.%n",
                OneCore.isPossible()
                        ? "with client and server on one core"
                        : "on all cores, because taskset is unavailable");
        line("| Client | Observer | p50 without | p50 with | of that without | p99 with | calling thread without | beyond that | own threads |");
        line("|---|---|---|---|---|---|---|---|---|");
        Map<String, List<WholeCalls.Outcome>> rounds = new LinkedHashMap<>();
        plan.wholeCalls().forEach(call -> rounds
                .computeIfAbsent(call.client() + " | " + call.observer(), key -> new ArrayList<>()).add(call));
        rounds.forEach((row, calls) -> line("| %s | %s | %s | %s | %s | %s | %s | %s |", row,
                micros(calls, WholeCalls.Outcome::withoutMicros), micros(calls, WholeCalls.Outcome::medianMicros),
                String.format(Locale.ROOT, "%.3f", middle(calls, WholeCalls.Outcome::ratio)),
                number(middle(calls, WholeCalls.Outcome::p99Micros)), micros(calls, WholeCalls.Outcome::callerMicros),
                micros(calls, WholeCalls.Outcome::callerBeyondMicros),
                micros(calls, WholeCalls.Outcome::backgroundMicros)));
        line("");
    }

    private static String micros(List<WholeCalls.Outcome> calls, Function<WholeCalls.Outcome, Double> figure) {
        double micros = middle(calls, figure);
        return Double.isNaN(micros) ? "" : String.format(Locale.ROOT, "%.1f", micros);
    }

    private void coldStarts() {
        if (plan.coldStarts().isEmpty()) {
            return;
        }
        line("### A JVM that has just started%n");
        line("Processor time of the starting thread, and of all threads during the first delivery, after 21 calls of Jersey's client.%n");
        line("| Observer | start, ms | first delivery, ms | classes in the end |");
        line("|---|---|---|---|");
        for (boolean observed : new boolean[]{false, true}) {
            List<ColdStart.Outcome> starts = plan.coldStarts().stream().filter(start -> start.observed() == observed)
                    .toList();
            if (!starts.isEmpty()) {
                line("| %s | %s | %s | %s |", observed ? "quotawatch" : "none",
                        number(middle(starts, ColdStart.Outcome::startMillis)),
                        number(middle(starts, ColdStart.Outcome::deliveryMillis)),
                        number(middle(starts, start -> (double) start.classes())));
            }
        }
        line("");
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

    private void line(String format, Object... arguments) {
        text.append(arguments.length == 0 ? format.replace("%n", "\n") : String.format(Locale.ROOT, format, arguments))
                .append('\n');
    }
}
