package app.quotawatch.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The CPU time that an operation cost its thread, and the observers' background threads. Unlike wall-clock time, it is meaningful
 * on a machine that others use too.
 */
public final class CpuTime implements InternalProfiler {

    /** The result's name for the calling threads. */
    static final String CALLER = "cpu.time.norm";

    /** The result's name for the observers' background threads. */
    static final String BACKGROUND = "cpu.time.background";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Pattern CALLERS = Pattern.compile("jmh-worker");
    private static final Pattern OBSERVERS = Pattern.compile("^quotawatch-|^HttpClient-|^BatchSpanProcessor");

    private Map<Long, Long> callersBefore = Map.of();
    private Map<Long, Long> observersBefore = Map.of();

    @Override
    public String getDescription() {
        return "CPU time of the benchmark's threads and of the observers' own";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        callersBefore = spent(CALLERS);
        observersBefore = spent(OBSERVERS);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
            IterationParams iterationParams, IterationResult result) {
        long operations = result.getMetadata().getAllOps();
        return List.of(perOperation(CALLER, since(callersBefore, spent(CALLERS)), operations),
                perOperation(BACKGROUND, since(observersBefore, spent(OBSERVERS)), operations));
    }

    private static ScalarResult perOperation(String name, double nanos, long operations) {
        return new ScalarResult(name, operations == 0 ? Double.NaN : nanos / operations, "ns/op",
                AggregationPolicy.AVG);
    }

    private static long since(Map<Long, Long> before, Map<Long, Long> after) {
        // what a thread that has ended spent since is lost
        return after.entrySet().stream().mapToLong(one -> one.getValue() - before.getOrDefault(one.getKey(), 0L)).sum();
    }

    private static Map<Long, Long> spent(Pattern names) {
        Map<Long, Long> nanos = new HashMap<>();
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && names.matcher(thread.getThreadName()).find()) {
                nanos.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
            }
        }
        return nanos;
    }
}
