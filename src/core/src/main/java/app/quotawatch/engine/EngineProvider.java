package app.quotawatch.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.BaseUrl;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.log.Log;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.ApplicationObserver;
import app.quotawatch.observe.Applications;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.QuotaWatchProvider;

/** Starts engines where no container does, and finds running ones. */
public final class EngineProvider implements QuotaWatchProvider {

    private static final ReentrantLock STARTING = new ReentrantLock();

    @Override
    public RunningQuotaWatch init(QuotaWatchConfig config) {
        Objects.requireNonNull(config, "config");
        STARTING.lock();
        try {
            ClassLoader loader = Applications.currentLoader();
            Application application = Applications.of(loader);
            if (application != null && application.quotaWatch().orElse(null) instanceof RunningQuotaWatch running) {
                return running;
            }
            if (!config.enabled()) {
                return new DisabledQuotaWatch();
            }
            if (config.apiKey().isPresent() && BaseUrl.parse(config.ingestUrl().toString()).isExposed()) {
                Log.log(Level.WARNING, "QuotaWatch sends the API key unencrypted to {0}; use https",
                        config.ingestUrl());
            }
            Engine engine = Engine.ofUser(config);
            engine.start(loader, new OwnScheduler());
            if (config.shutdownHook()) {
                engine.closeAtExit();
            }
            return engine;
        } finally {
            STARTING.unlock();
        }
    }

    @Override
    public Optional<QuotaWatch> running() {
        return Optional.ofNullable(Applications.find(Applications.currentLoader())).flatMap(Application::quotaWatch);
    }

    @Override
    public ClientObserver observer(@Nullable ClassLoader application) {
        return ApplicationObserver.of(application);
    }
}
