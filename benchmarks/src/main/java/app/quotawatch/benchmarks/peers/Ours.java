package app.quotawatch.benchmarks.peers;

import app.quotawatch.QuotaWatch;

import java.net.URI;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.engine.Engine;

/** QuotaWatch with its defaults. */
public final class Ours {

    private Ours() {}

    /** Returns a configuration of APIs named {@code API0}, {@code API1} and so on at {@code https://api0.example.com/v1}. */
    public static QuotaWatchConfigBuilder config(int apis) {
        // nobody listens there
        QuotaWatchConfigBuilder config = QuotaWatchConfig.builder("qw_live_benchmark")
                .ingestUrl(URI.create("http://localhost:1"));
        for (int i = 0; i < apis; i++) {
            config.api(ApiConfig.builder("API" + i).baseUrl("https://api" + i + ".example.com/v1").build());
        }
        return config;
    }

    /**
     * Starts it without its background work, so that its buffer becomes full and stays so. It needs not be closed: that would
     * only wait for a delivery that can't succeed.
     */
    public static Engine startIdle(int apis) {
        Engine engine = new Engine(config(apis).build());
        engine.start(Thread.currentThread().getContextClassLoader(), new Idle());
        return engine;
    }

    private static final class Idle implements Engine.Executor {

        private final ScheduledThreadPoolExecutor service = new ScheduledThreadPoolExecutor(1, Idle::daemon);

        Idle() {
            service.execute(Idle::stay);
        }

        private static Thread daemon(Runnable task) {
            Thread thread = new Thread(task, "idle");
            thread.setDaemon(true);
            return thread;
        }

        /* The only thread of the service never comes to its tasks. */
        private static void stay() {
            try {
                TimeUnit.DAYS.sleep(1);
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public ScheduledExecutorService service() {
            return service;
        }

        @Override
        public void close() {
            service.shutdownNow();
        }
    }
}
