package app.quotawatch.benchmarks.recording;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records a finished event. If a recorder has no consumer of its own, the thread that has recorded 128 events removes 128, so that
 * the buffer stays empty or half full. Zipkin, OpenTelemetry, LaunchDarkly and Segment empty their buffers on their own threads, as
 * fast as these can or when their interval has elapsed. The heap is small and touched before: an application's heap has been used
 * all over when it makes a call, and the first use of a page costs more than the event that it is used for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
public class Recording {

    private static final int BATCH = 128;

    /** The recorder; {@code quotawatch-queue} is the event queue without the counting of quotas. */
    @Param({"quotawatch-record", "quotawatch-record-6-headers", "quotawatch-queue", "zipkin-reporter",
            "opentelemetry-batch", "launchdarkly-events", "segment-analytics", "array-blocking-queue", "jctools-mpsc"})
    public String recorder;

    /** How full the buffer is: {@code empty}, {@code half} or {@code full}, where each event exceeds the capacity. */
    @Param({"empty", "half", "full"})
    public String buffer;

    private final AtomicBoolean draining = new AtomicBoolean();
    private Recorder target;
    private boolean full;

    /** Creates the recorder. */
    @Setup
    public void prepare() {
        full = buffer.equals("full");
        target = Recorders.of(recorder, full);
        KeptEvents.observe(target);
        int before = full ? 2 * Recorders.CAPACITY : buffer.equals("half") ? Recorders.CAPACITY / 2 : 0;
        for (int i = 0; i < before; i++) {
            target.record();
        }
    }

    /** Checks that it recorded correctly. */
    @TearDown
    public void check() {
        if (!target.isSane()) {
            throw new IllegalStateException("the measurement is invalid: " + recorder);
        }
    }

    /** Records one event. */
    @Benchmark
    public Object record(Turn turn) {
        Object result = target.record();
        if (!full && ++turn.recorded == BATCH) {
            turn.recorded = 0;
            drain();
        }
        return result;
    }

    /* The others wait: a full buffer turns events away, which costs less than keeping them. */
    private void drain() {
        while (!draining.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        target.drain(BATCH);
        draining.set(false);
    }

    /** Counts the events of one thread. */
    @State(Scope.Thread)
    public static class Turn {

        private int recorded;
    }
}
