package app.quotawatch.quickstart.upstreams;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** Both upstreams, running. With the same seed, their latencies and failures are the same. */
public final class Upstreams implements AutoCloseable {

    private final UpstreamServer openAi;
    private final UpstreamServer gitHub;

    private Upstreams(UpstreamServer openAi, UpstreamServer gitHub) {
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
        UpstreamServer openAi = new UpstreamServer(openAiPort, new OpenAiApi(seed, System::nanoTime),
                new Weather(seed, Duration.ofMillis(40), Duration.ofMillis(120)), "x-request-id",
                "openai-processing-ms");
        try {
            return new Upstreams(openAi, new UpstreamServer(gitHubPort, new GitHubApi(seed, Clock.systemUTC()),
                    new Weather(seed + 1, Duration.ofMillis(8), Duration.ofMillis(40)), "X-GitHub-Request-Id", null));
        } catch (RuntimeException e) {
            openAi.close();
            throw e;
        }
    }

    /** Returns the stand-in for {@code https://api.openai.com}. */
    public URI openAi() {
        return openAi.uri();
    }

    /** Returns the stand-in for {@code https://api.github.com}. */
    public URI gitHub() {
        return gitHub.uri();
    }

    /** Returns the calls to OpenAI so far. */
    public Calls openAiCalls() {
        return openAi.calls();
    }

    /** Returns the calls to GitHub so far. */
    public Calls gitHubCalls() {
        return gitHub.calls();
    }

    @Override
    public void close() {
        openAi.close();
        gitHub.close();
    }
}
