package app.quotawatch.benchmarks.peers;

import java.net.URI;
import java.time.Duration;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.engine.Engine;
import app.quotawatch.time.Scheduler;

/** QuotaWatch with its defaults. */
public final class Ours {

    private Ours() {}

    /** Returns a configuration of APIs named {@code API0}, {@code API1} and so on at {@code https://api0.example.com/v1}. */
    public static QuotaWatchConfigBuilder config(int apis) {
        // nothing listens there
        QuotaWatchConfigBuilder config = QuotaWatchConfig.builder("qw_live_benchmark")
                .ingestUrl(URI.create("http://localhost:1"));
        for (int i = 0; i < apis; i++) {
            config.api(ApiConfig.builder("API" + i).baseUrl("https://api" + i + ".example.com/v1").build());
        }
        return config;
    }

    /**
     * Starts an engine without its background work, so that its buffer becomes and stays full. Closing it is unnecessary: it
     * would only wait for a delivery that cannot succeed.
     */
    public static Engine startIdle(int apis) {
        Engine engine = Engine.ofUser(config(apis).build());
        engine.start(Thread.currentThread().getContextClassLoader(), new Idle());
        return engine;
    }

    /** Never runs a task. */
    private static final class Idle implements Scheduler {

        @Override
        public void execute(Runnable task) {
            // the task never runs
        }

        @Override
        public Runnable every(Duration interval, Runnable task) {
            return () -> {};
        }

        @Override
        public void close() {
            // nothing runs
        }
    }
}
