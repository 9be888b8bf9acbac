package app.quotawatch.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

import app.quotawatch.benchmarks.encoding.Encoding;
import app.quotawatch.benchmarks.endtoend.ColdStart;
import app.quotawatch.benchmarks.endtoend.IngestLoad;
import app.quotawatch.benchmarks.endtoend.QuarkusCalls;
import app.quotawatch.benchmarks.endtoend.WholeCalls;
import app.quotawatch.benchmarks.filters.FilterPair;
import app.quotawatch.benchmarks.filters.QuietPair;
import app.quotawatch.benchmarks.matching.Matching;
import app.quotawatch.benchmarks.recording.FleetRecording;
import app.quotawatch.benchmarks.recording.Recording;

/**
 * The steps of a run and their expected duration. The quick plan has every peer, but only the buffers, threads and numbers of APIs that the targets need.
 */
final class Plan {

    /* the start of a process and of the server that it calls */
    private static final Duration START = Duration.ofMillis(2_000);

    /* The JIT makes other code of the same pair in each process: up to a tenth faster or slower. */
    static final int PAIR_STARTS = 3;

    private static final String[] ALL_PAIRS = {"empty", "quotawatch", "quotawatch-in-a-span",
            "quotawatch-span-attributes", "smallrye-opentelemetry", "smallrye-opentelemetry-unsampled", "brave",
            "micrometer"};
    private static final String[] ALL_RECORDERS = {"quotawatch-record", "quotawatch-record-6-headers",
            "quotawatch-queue", "zipkin-reporter", "opentelemetry-batch", "launchdarkly-events", "segment-analytics",
            "array-blocking-queue", "jctools-mpsc"};
    private static final String[] WITHOUT_THREAD = {"quotawatch-record", "quotawatch-record-6-headers",
            "quotawatch-queue", "array-blocking-queue", "jctools-mpsc"};
    private static final String[] BARE = {"quotawatch-record", "jctools-mpsc"};
    private static final String[] OURS_AND_THOSE_WITH_THREAD = {"quotawatch-record", "zipkin-reporter",
            "opentelemetry-batch", "launchdarkly-events", "segment-analytics"};
    private static final String[] WITH_LATENCIES = {"quotawatch-record", "zipkin-reporter", "opentelemetry-batch",
            "launchdarkly-events", "segment-analytics", "array-blocking-queue", "jctools-mpsc"};

    private final boolean quick;
    private final Pattern only;
    private final List<Step> steps = new ArrayList<>();
    private final List<RunResult> results = new ArrayList<>();
    private final List<QuietPair.Outcome> quietPairs = new ArrayList<>();
    private final List<ColdStart.Outcome> coldStarts = new ArrayList<>();
    private final List<WholeCalls.Outcome> wholeCalls = new ArrayList<>();
    private final List<IngestLoad.Outcome> loads = new ArrayList<>();
    private final List<FleetRecording.Outcome> fleets = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Creates the plan.
     *
     * @param only a pattern that the names of the steps must contain
     */
    Plan(boolean quick, Pattern only) {
        this.quick = quick;
        this.only = only;
        filters();
        pairsByTurns();
        recording();
        for (int round = 0; round < 3; round++) {
            fleet();
        }
        encoding();
        others();
        for (int round = 0; round < 3; round++) {
            coldStart(false);
            coldStart(true);
        }
        for (int round = 0; round < 3; round++) {
            calls();
        }
        for (int perSecond : quick ? new int[]{10_000} : new int[]{100, 1_000, 10_000, 50_000}) {
            load(perSecond);
        }
    }

    private void filters() {
        add(filterPair(ALL_PAIRS, "true", "100").with("rateLimitHeaders", "6"));
        add(filterPair(quick ? new String[]{"quotawatch"} : ALL_PAIRS, "false", "100").with("rateLimitHeaders", "6"));
        add(filterPair(new String[]{"quotawatch"}, "true", "100").with("rateLimitHeaders",
                quick ? new String[]{"0"} : new String[]{"0", "2"}));
        if (!quick) {
            add(filterPair(new String[]{"quotawatch"}, "true", "1"));
            add(filterPair(new String[]{"quotawatch"}, "false", "1").with("rateLimitHeaders", "6"));
        }
    }

    private void pairsByTurns() {
        List<QuietPair.Kind> kinds = new ArrayList<>();
        for (boolean matched : new boolean[]{true, false}) {
            kinds.add(new QuietPair.Kind("empty", 6, matched));
            kinds.add(new QuietPair.Kind("quotawatch", 6, matched));
        }
        kinds.add(new QuietPair.Kind("least", 6, true));
        kinds.add(new QuietPair.Kind("quotawatch", 2, true));
        kinds.add(new QuietPair.Kind("quotawatch", 0, true));
        kinds.add(new QuietPair.Kind("quotawatch-in-a-span", 6, true));
        kinds.add(new QuietPair.Kind("quotawatch-span-attributes", 6, true));
        for (String client : new String[]{"okhttp", "okhttp-bare", "jdk", "jdk-bare"}) {
            kinds.add(new QuietPair.Kind(client, 6, true));
            kinds.add(new QuietPair.Kind(client, 6, false));
        }
        for (String peer : new String[]{"micrometer", "brave", "smallrye-opentelemetry"}) {
            kinds.add(new QuietPair.Kind(peer, 6, true));
        }
        Duration warmUp = Duration.ofMillis(quick ? 4_000 : 8_000);
        int rounds = quick ? 20 : 50;
        for (int i = 0; i < PAIR_STARTS; i++) {
            int start = i;
            add(new Step("QuietPair, " + kinds.size() + " pairs by turns, start " + (start + 1),
                    START.plus(warmUp).multipliedBy(kinds.size()).plusMillis(110L * kinds.size() * rounds),
                    log -> quietPairs.addAll(QuietPair.byTurns(kinds, warmUp, start * rounds, rounds))));
        }
    }

    private void coldStart(boolean observed) {
        add(new Step("ColdStart, " + (observed ? "quotawatch" : "none"), START.multipliedBy(2),
                log -> coldStarts.add(ColdStart.inProcess(observed))));
    }

    private Scenario filterPair(String[] pairs, String matched, String apis) {
        return new Scenario(FilterPair.class, quick ? 1 : 3, quick ? 2_500 : 5_000, quick ? 1_250 : 5_000, "call")
                .with("pair", pairs).with("matched", matched).with("apis", apis);
    }

    private void recording() {
        for (int threads : quick ? new int[]{2} : new int[]{1, 2, 4}) {
            add(recording(threads, "empty", ALL_RECORDERS));
            if (!quick) {
                add(recording(threads, "half", WITHOUT_THREAD));
            }
            add(recording(threads, "full", quick ? OURS_AND_THOSE_WITH_THREAD : ALL_RECORDERS));
        }
        if (quick) {
            for (int threads : new int[]{1, 4}) {
                add(recording(threads, "empty", BARE));
                add(recording(threads, "full", "quotawatch-record"));
            }
        }
        add(recording(2, "empty", WITH_LATENCIES).mode(Mode.SampleTime));
    }

    private Scenario recording(int threads, String buffer, String... recorders) {
        return new Scenario(Recording.class, quick ? 1 : 2, quick ? 3_000 : 4_000, quick ? 1_000 : 3_000, "record")
                .threads(threads).with("recorder", recorders).with("buffer", buffer);
    }

    private void fleet() {
        Duration warmUp = Duration.ofMillis(quick ? 4_000 : 10_000);
        Duration length = Duration.ofMillis(quick ? 6_000 : 20_000);
        add(new Step("FleetRecording", START.plus(warmUp).plus(length),
                log -> fleets.add(FleetRecording.inProcess(warmUp, length))));
    }

    private void encoding() {
        add(new Scenario(Encoding.class, 3, quick ? 2_250 : 4_000, quick ? 1_000 : 4_000, "quotawatch",
                "yassonReflection", "jackson", "jacksonAfterburner", "jsonpStreaming"));
    }

    private void others() {
        Scenario matching = new Scenario(Matching.class, quick ? 1 : 2, quick ? 1_500 : 2_000, quick ? 1_000 : 3_000,
                "known", "unknown");
        add(quick ? matching.with("apis", "1", "10000") : matching);
        add(new Scenario(Corpus.class, quick ? 1 : 2, quick ? 2_500 : 4_000, quick ? 1_000 : 4_000, "read"));
    }

    /* A client takes long to warm up; until then, the compiler distorts the measurement. */
    private void calls() {
        Duration warmUp = Duration.ofMillis(quick ? 12_000 : 20_000);
        Duration length = Duration.ofMillis(quick ? 5_000 : 15_000);
        for (String client : WholeCalls.CLIENTS) {
            for (String observer : WholeCalls.OBSERVERS) {
                add(new Step("WholeCalls, client " + client + ", observer " + observer,
                        START.plus(warmUp).plus(length.multipliedBy(2)),
                        log -> wholeCalls.add(WholeCalls.inProcess(client, observer, warmUp, length))));
            }
        }
        add(new Step("QuarkusCalls",
                START.plus(warmUp).multipliedBy(QuarkusCalls.PROCESSES).plus(length.multipliedBy(2)),
                log -> wholeCalls.addAll(QuarkusCalls.inProcesses(warmUp, length))));
    }

    private void load(int perSecond) {
        Duration warmUp = Duration.ofSeconds(quick ? 4 : 10);
        Duration length = Duration.ofSeconds(quick ? 7 : 60);
        add(new Step("IngestLoad, " + perSecond + " events/s", START.plus(warmUp).plus(length),
                log -> loads.add(IngestLoad.inProcess(perSecond, warmUp, length))));
    }

    private void add(Scenario scenario) {
        add(step(scenario));
    }

    private void add(Step step) {
        steps.add(step);
    }

    private Step step(Scenario scenario) {
        return new Step(scenario.toString(), scenario.duration(), log -> run(scenario, log));
    }

    private void run(Scenario scenario, OutputFormat log) throws RunnerException {
        Collection<RunResult> all = new Runner(scenario.options(), log).run();
        results.addAll(all);
        long complete = all.stream().filter(result -> result.getBenchmarkResults().size() == scenario.forks()).count();
        if (complete != scenario.results()) {
            throw new RunnerException(complete + " of " + scenario.results() + " results are complete");
        }
    }

    /** Runs the steps; continues after failures. */
    void run(PrintStream log) {
        steps.removeIf(step -> !only.matcher(step.name()).find());
        OutputFormat format = OutputFormatFactory.createFormatInstance(log, VerboseMode.NORMAL);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Duration remaining = steps.subList(i, steps.size()).stream().map(Step::duration).reduce(Duration.ZERO,
                    Duration::plus);
            System.out.printf(Locale.ROOT, "[%d of %d, about %d:%02d remaining] %s%n", i + 1, steps.size(),
                    remaining.toMinutes(),
                    remaining.toSecondsPart(), step.name());
            try {
                step.action().run(format);
            } catch (RunnerException | IOException | IllegalStateException e) {
                e.printStackTrace(log);
                failures.add(step.name() + ": " + e.getMessage());
                System.out.println("FAILED: " + e.getMessage());
            }
        }
    }

    Collection<RunResult> results() {
        return results;
    }

    List<QuietPair.Outcome> quietPairs() {
        return quietPairs;
    }

    List<ColdStart.Outcome> coldStarts() {
        return coldStarts;
    }

    List<WholeCalls.Outcome> wholeCalls() {
        return wholeCalls;
    }

    List<IngestLoad.Outcome> loads() {
        return loads;
    }

    List<FleetRecording.Outcome> fleets() {
        return fleets;
    }

    /** Returns the failures. */
    List<String> failures() {
        return failures;
    }

    private record Step(String name, Duration duration, Action action) {}

    private interface Action {

        void run(OutputFormat log) throws RunnerException, IOException;
    }
}
