package app.quotawatch.benchmarks.clients;

import java.util.concurrent.TimeUnit;

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

import app.quotawatch.QuotaWatch;
import app.quotawatch.benchmarks.filters.QuietPair;
import app.quotawatch.benchmarks.peers.Ours;

/** One call through the hook of a client, without a network: the counterpart of {@code FilterPair}, in the same state. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = {"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Xms512m", "-Xmx512m",
        "-XX:+AlwaysPreTouch"})
public class ClientCall implements QuietPair.Subject {

    /** The client, observed or not. */
    @Param({"okhttp", "okhttp-bare", "jdk", "jdk-bare"})
    public String client;

    /** How many of the response's 20 headers are rate-limit headers. */
    @Param({"0", "6"})
    public int rateLimitHeaders;

    /** Whether the call's host is one of the configured APIs'. */
    @Param({"true", "false"})
    public boolean matched;

    private boolean observed;
    private QuotaWatch quotaWatch;
    private Exchange exchange;

    /** Creates the client. */
    @Setup
    public void prepare() throws Exception {
        String url = matched
                ? "https://api0.example.com/v1/chat/completions"
                : "https://elsewhere.example.org/v1/chat/completions";
        observed = !client.endsWith("-bare");
        quotaWatch = Ours.startIdle(100);
        exchange = client.startsWith("okhttp")
                ? new OkHttpExchange(url, rateLimitHeaders, observed)
                : new JdkExchange(url, rateLimitHeaders, observed);
        exchange.make();
    }

    /** Checks that the intended path was measured. */
    @Override
    @TearDown
    public void check() {
        boolean recorded = quotaWatch.deliveryStats().recorded() > 0;
        if (recorded != (matched && observed) || quotaWatch.deliveryStats().internalErrors() > 0) {
            throw new IllegalStateException("the measurement is invalid: " + quotaWatch);
        }
    }

    /** Makes one call. */
    @Override
    @Benchmark
    public Object call() throws Exception {
        return exchange.make();
    }
}
