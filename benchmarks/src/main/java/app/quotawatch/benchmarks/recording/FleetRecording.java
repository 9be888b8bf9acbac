package app.quotawatch.benchmarks.recording;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

import com.sun.management.ThreadMXBean;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.FleetConfig;
import app.quotawatch.FleetStats;
import app.quotawatch.LimitWindow;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.benchmarks.endtoend.JavaProcess;
import app.quotawatch.tck.fleet.RedisServer;

/**
 * Records calls of 20 APIs with a fleet whose Redis works, with a fleet whose Redis is dead, and without a fleet, in turn in one JVM:
 * what a caller waits for, what it allocates, and what an exchange costs Redis. Needs {@code redis-server}.
 */
public final class FleetRecording {

    private static final int APIS = 20;
    private static final int CALLS_PER_TURN = 20;
    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double RANK = 0.999;
    private static final String RESULT = "outcome";
    private static final String DEAD = "redis://127.0.0.1:1";
    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private FleetRecording() {}

    /**
     * What recording costs.
     *
     * @param upNanos the latency of {@code record} that one call in a thousand exceeds, with a store that works
     * @param deadNanos the same with a store that is dead
     * @param bytes what a call allocates with a fleet
     * @param bytesWithout what it allocates without one
     * @param exchangeMicros the time that the scripts of an exchange take in Redis, per API
     */
    public record Outcome(double upNanos, double deadNanos, double bytes, double bytesWithout, double exchangeMicros) {}

    /** Measures in this process. Arguments: ms of warm-up, ms measured. */
    public static void main(String... arguments) throws Exception {
        LOGGER.setLevel(Level.OFF);
        try (RedisServer redis = RedisServer.start();
                Subject up = new Subject(redis.url());
                Subject dead = new Subject(DEAD);
                Subject without = new Subject(null)) {
            List<Subject> subjects = List.of(up, dead, without);
            measure(subjects, Long.parseLong(arguments[0]));
            long exchanges = up.exchanges();
            measure(subjects, Long.parseLong(arguments[1]));
            if (dead.exchanges() > 0 || up.exchanges() == exchanges) {
                throw new IllegalStateException("the measurement is invalid: a store is not as intended");
            }
            double micros = ExchangeCost.micros(redis, APIS);
            System.out.printf(Locale.ROOT, "%s %f %f %f %f %f%n", RESULT, up.highNanos(), dead.highNanos(), up.bytes(),
                    without.bytes(), micros);
        }
    }

    private static void measure(List<Subject> subjects, long millis) {
        int turns = (int) (TimeUnit.MILLISECONDS.toNanos(millis) / TURN_NANOS / subjects.size());
        for (Subject subject : subjects) {
            subject.prepare(turns);
        }
        long next = System.nanoTime();
        for (int turn = 0; turn < turns; turn++) {
            for (Subject subject : subjects) {
                subject.turn(turn);
                next += TURN_NANOS;
                LockSupport.parkNanos(next - System.nanoTime());
            }
        }
    }

    /** Measures in a new process. */
    public static Outcome inProcess(Duration warmUp, Duration length) throws IOException {
        try (JavaProcess process = JavaProcess.start(List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "-cp",
                System.getProperty("java.class.path"), FleetRecording.class.getName(), "" + warmUp.toMillis(),
                "" + length.toMillis()))) {
            String[] result = process.await(RESULT).split(" ");
            return new Outcome(Double.parseDouble(result[1]), Double.parseDouble(result[2]),
                    Double.parseDouble(result[3]), Double.parseDouble(result[4]), Double.parseDouble(result[5]));
        }
    }

    /** One QuotaWatch, as if in an application of its own. */
    private static final class Subject implements AutoCloseable {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final RunningQuotaWatch quotaWatch;
        private final ApiCall[] calls = new ApiCall[CALLS_PER_TURN];
        private long[] nanos = new long[0];
        private long[] bytesOfTurns = new long[0];

        /* Without a URL, there is no fleet. */
        Subject(String url) {
            for (int i = 0; i < CALLS_PER_TURN; i++) {
                calls[i] = ApiCall.builder("api-" + i % APIS).endpoint("/things").method("GET").status(200)
                        .latency(Duration.ofMillis(12)).build();
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(new URLClassLoader(new URL[0], before));
            try {
                quotaWatch = QuotaWatch.init(config(url));
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static QuotaWatchConfig config(String url) {
            QuotaWatchConfigBuilder config = QuotaWatchConfig.builder(null);
            for (int i = 0; i < APIS; i++) {
                config.api(ApiConfig.builder("api-" + i).baseUrl("https://api-" + i + ".example.com")
                        .requestsPer(LimitWindow.MINUTE, 1_000_000).requestsPer(LimitWindow.DAY, 1_000_000_000)
                        .build());
            }
            if (url != null) {
                config.fleet(FleetConfig.builder("benchmark").store("redis").property("redis.url", url)
                        .syncInterval(Duration.ofMillis(100)).build());
            }
            return config.build();
        }

        void prepare(int turns) {
            nanos = new long[turns * CALLS_PER_TURN];
            bytesOfTurns = new long[turns];
        }

        void turn(int turn) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            int at = turn * CALLS_PER_TURN;
            for (ApiCall call : calls) {
                long start = System.nanoTime();
                quotaWatch.record(call);
                nanos[at++] = System.nanoTime() - start;
            }
            bytesOfTurns[turn] = threads.getCurrentThreadAllocatedBytes() - allocated;
        }

        long exchanges() {
            return quotaWatch.fleetStats().orElseThrow().exchanges(FleetStats.Outcome.ANSWERED);
        }

        double highNanos() {
            Arrays.sort(nanos);
            return nanos[(int) (nanos.length * RANK)];
        }

        /* The median of the turns: now and then a turn also does what many calls share. */
        double bytes() {
            Arrays.sort(bytesOfTurns);
            return (double) bytesOfTurns[bytesOfTurns.length / 2] / CALLS_PER_TURN;
        }

        @Override
        public void close() {
            quotaWatch.close();
        }
    }
}
