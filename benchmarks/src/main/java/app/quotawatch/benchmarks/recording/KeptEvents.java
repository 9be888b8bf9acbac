package app.quotawatch.benchmarks.recording;

import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The share of the recorded events that were kept. Rejecting an event is quick, so without this figure a recorder that drops nearly
 * everything would look best.
 */
public final class KeptEvents implements InternalProfiler {

    /* JMH creates profilers itself and passes them no state. */
    private static volatile Recorder observed;

    private long before;

    static void observe(Recorder recorder) {
        observed = recorder;
    }

    @Override
    public String getDescription() {
        return "the share of the recorded events that were kept";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        before = kept();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
            IterationParams iterationParams, IterationResult result) {
        double operations = result.getMetadata().getAllOps();
        return List.of(new ScalarResult("kept", (kept() - before) / operations, "of 1", AggregationPolicy.AVG));
    }

    private static long kept() {
        Recorder recorder = observed;
        return recorder == null ? 0 : recorder.kept();
    }
}
