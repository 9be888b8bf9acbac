package app.quotawatch.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import app.quotawatch.benchmarks.encoding.Encoding;
import app.quotawatch.benchmarks.endtoend.Call;
import app.quotawatch.benchmarks.filters.FilterPair;
import app.quotawatch.benchmarks.matching.Matching;
import app.quotawatch.benchmarks.recording.KeptEvents;
import app.quotawatch.benchmarks.recording.Recording;

/** What is run in one go. Forks of whole calls take turns, so that a drift of the machine meets all of them alike. */
final class Plan {

    private final boolean quick;
    private final List<RunResult> results = new ArrayList<>();

    Plan(boolean quick) {
        this.quick = quick;
    }

    Collection<RunResult> run() throws RunnerException {
        filters();
        recording();
        encoding();
        others();
        for (int round = 0; round < (quick ? 2 : 10); round++) {
            run(options(Call.class, "call").forks(1));
        }
        return results;
    }

    private void filters() throws RunnerException {
        run(options(FilterPair.class, "call").param("matched", "true").param("rateLimitHeaders", "6")
                .param("apis", "100"));
        run(options(FilterPair.class, "call").param("pair", "empty", "quotawatch").param("matched", "false")
                .param("rateLimitHeaders", "6").param("apis", "100"));
        run(options(FilterPair.class, "call").param("pair", "quotawatch").param("matched", "true")
                .param("rateLimitHeaders", "0", "2").param("apis", "100"));
        if (!quick) {
            run(options(FilterPair.class, "call").param("pair", "empty", "quotawatch").param("apis", "1"));
        }
    }

    private void recording() throws RunnerException {
        for (int threads : quick ? new int[]{2} : new int[]{1, 2, 4}) {
            run(options(Recording.class, "record").threads(threads).addProfiler(KeptEvents.class)
                    .param("buffer", quick ? new String[]{"empty", "full"} : new String[]{"empty", "half", "full"}));
        }
        // latencies of single calls
        run(options(Recording.class, "record").threads(2).mode(org.openjdk.jmh.annotations.Mode.SampleTime)
                .param("recorder", "quotawatch-record", "zipkin-reporter", "opentelemetry-batch",
                        "array-blocking-queue",
                        "jctools-mpsc")
                .param("buffer", "empty"));
    }

    private void encoding() throws RunnerException {
        run(options(Encoding.class, ".*"));
    }

    private void others() throws RunnerException {
        ChainedOptionsBuilder matching = options(Matching.class, ".*");
        run(quick ? matching.param("apis", "1", "100", "10000") : matching);
        run(options(Corpus.class, "read"));
    }

    private ChainedOptionsBuilder options(Class<?> benchmark, String method) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .addProfiler("gc")
                .addProfiler(CpuTime.class);
        if (quick) {
            options.forks(1).warmupIterations(benchmark == Recording.class ? 4 : 12)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementIterations(4).measurementTime(TimeValue.milliseconds(300));
        }
        return options;
    }

    private void run(ChainedOptionsBuilder options) throws RunnerException {
        results.addAll(new Runner(options.build()).run());
    }
}
