package app.quotawatch.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** The CPU time that an operation cost its thread. Unlike wall-clock time, it is meaningful on a machine that others use too. */
public final class CpuTime implements InternalProfiler {

    /** The result's name for the calling threads. */
    static final String CALLER = "cpu.time.norm";

    private static final Pattern CALLERS = Pattern.compile("jmh-worker");

    private ThreadTimes callers;

    @Override
    public String getDescription() {
        return "CPU time of the benchmark's threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        callers = ThreadTimes.of(CALLERS);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
            IterationParams iterationParams, IterationResult result) {
        long operations = result.getMetadata().getAllOps();
        return List
                .of(new ScalarResult(CALLER, operations == 0 ? Double.NaN : (double) callers.nanosSince() / operations,
                        "ns/op", AggregationPolicy.AVG));
    }
}
