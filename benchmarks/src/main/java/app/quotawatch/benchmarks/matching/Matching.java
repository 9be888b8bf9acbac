package app.quotawatch.benchmarks.matching;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.benchmarks.peers.Ours;
import app.quotawatch.observe.ApiMatcher;
import app.quotawatch.observe.ApiTarget;

/** Finds the API of a URL among few and many APIs, and finds that no API matches. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Matching {

    private static final int URLS = 64;

    /** How many APIs are configured, each on its own host. */
    @Param({"1", "10", "100", "1000", "10000"})
    public int apis;

    private final List<URI> known = new ArrayList<>();
    private final List<URI> unknown = new ArrayList<>();
    private ApiMatcher matcher;
    private int next;

    /** Creates the matcher. */
    @Setup
    public void prepare() {
        List<ApiConfig> all = Ours.config(apis).build().apis();
        matcher = new ApiMatcher(all, BaseUrl.parse("https://ingest.quotawatch.app"));
        for (int i = 0; i < URLS; i++) {
            int api = (int) ((long) i * apis / URLS);
            known.add(URI.create("https://api" + api + ".example.com/v1/chat/completions"));
            unknown.add(URI.create("https://api" + api + ".example.org/v1/chat/completions"));
            ApiTarget found = matcher.match(known.get(i));
            if (found == null || found.api() != all.get(api) || matcher.match(unknown.get(i)) != null) {
                throw new IllegalStateException("the measurement is invalid: " + known.get(i));
            }
        }
    }

    /** Matches a URL of a configured API. */
    @Benchmark
    public ApiTarget known() {
        return matcher.match(known.get(next++ & URLS - 1));
    }

    /** Matches a URL of no configured API. */
    @Benchmark
    public ApiTarget unknown() {
        return matcher.match(unknown.get(next++ & URLS - 1));
    }
}
