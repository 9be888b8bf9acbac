package app.quotawatch.quickstart.upstreams;

import java.time.Duration;

import app.quotawatch.fake.FakeApi;
import app.quotawatch.fake.FakeApiBuilder;
import app.quotawatch.fake.FakeClock;

/** Both upstreams, running. With the same seed, their latencies and failures are the same. */
public final class Upstreams implements AutoCloseable {

    private final FakeApi openAi;
    private final FakeApi gitHub;

    private Upstreams(FakeApi openAi, FakeApi gitHub) {
        this.openAi = openAi;
        this.gitHub = gitHub;
    }

    /**
     * Starts both on free ports.
     *
     * @throws java.io.UncheckedIOException if there is no free port
     */
    public static Upstreams start(long seed) {
        return start(seed, 0, 0);
    }

    static Upstreams start(long seed, int openAiPort, int gitHubPort) {
        FakeApi openAi = in(new Weather(seed, Duration.ofMillis(40), Duration.ofMillis(120)),
                FakeApi.builder("openai")).port(openAiPort).content(new OpenAiContent(seed))
                .limits("gpt-4o-mini + text-embedding-3-small: requests 10/5s, tokens 2000/20s").start();
        try {
            return new Upstreams(openAi, in(new Weather(seed + 1, Duration.ofMillis(8), Duration.ofMillis(40)),
                    FakeApi.builder("github")).port(gitHubPort).content(new GitHubContent(seed)).rejectionStatus(429)
                    .limits("core: requests 50/30s").start());
        } catch (RuntimeException e) {
            openAi.close();
            throw e;
        }
    }

    private static FakeApiBuilder in(Weather weather, FakeApiBuilder upstream) {
        return upstream.clock(FakeClock.running()).latency(weather::latency).script(request -> weather.outcome());
    }

    /** Returns the stand-in for {@code https://api.openai.com}. */
    public FakeApi openAi() {
        return openAi;
    }

    /** Returns the stand-in for {@code https://api.github.com}. */
    public FakeApi gitHub() {
        return gitHub;
    }

    @Override
    public void close() {
        openAi.close();
        gitHub.close();
    }
}
