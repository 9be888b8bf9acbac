package app.quotawatch.benchmarks.recording;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * How long what one core has written takes to reach another. What several threads record together depends on it most, and a host
 * moves a virtual machine's cores nearer to each other and apart.
 */
public final class CoreToCore implements InternalProfiler {

    /** The result's name. */
    public static final String NANOS = "core.to.core";

    private static final int ROUNDS = 15;
    private static final int TURNS = 1_000;

    /* In the middle of a line of its own, whatever else is in the heap. */
    private static final int BALL = 32;

    @Override
    public String getDescription() {
        return "the time that a cache line takes from core to core";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmarkParams, IterationParams iterationParams) {
        // measured afterwards
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmarkParams,
            IterationParams iterationParams, IterationResult result) {
        if (benchmarkParams.getThreads() == 1) {
            return List.of();
        }
        double[] rounds = new double[ROUNDS];
        try {
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = round();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Arrays.sort(rounds);
        return List.of(new ScalarResult(NANOS, rounds[ROUNDS / 2], "ns", AggregationPolicy.AVG));
    }

    /* Two threads play a ball: each writes the next number once it sees the other's. */
    private static double round() throws InterruptedException {
        AtomicIntegerArray line = new AtomicIntegerArray(2 * BALL);
        Thread other = new Thread(() -> {
            line.set(BALL, -1);
            for (int i = 1; i < 2 * TURNS; i += 2) {
                play(line, i);
            }
        });
        other.start();
        while (line.get(BALL) == 0) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        line.set(BALL, 1);
        for (int i = 2; i <= 2 * TURNS; i += 2) {
            play(line, i);
        }
        double nanos = System.nanoTime() - start;
        other.join();
        return nanos / (2 * TURNS);
    }

    private static void play(AtomicIntegerArray line, int awaited) {
        while (line.get(BALL) != awaited) {
            // no pause, which would be part of the result
        }
        line.set(BALL, awaited + 1);
    }
}
