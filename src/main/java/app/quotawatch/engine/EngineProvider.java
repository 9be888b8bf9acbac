package app.quotawatch.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.BaseUrl;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.capture.Intakes;
import app.quotawatch.spi.QuotaWatchProvider;

/** Starts engines where no container does. */
public final class EngineProvider implements QuotaWatchProvider {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final ReentrantLock STARTING = new ReentrantLock();

    @Override
    public QuotaWatch init(QuotaWatchConfig config) {
        Objects.requireNonNull(config, "config");
        STARTING.lock();
        try {
            ClassLoader application = Intakes.currentApplication();
            if (Intakes.of(application) instanceof QuotaWatch running) {
                return running;
            }
            if (!config.enabled()) {
                return new DisabledQuotaWatch();
            }
            if (config.apiKey().isPresent() && BaseUrl.parse(config.ingestUrl().toString()).isExposed()) {
                LOGGER.log(Level.WARNING, "QuotaWatch: the API key travels unencrypted to {0}; use https",
                        config.ingestUrl());
            }
            Engine engine = new Engine(config);
            engine.start(application, new OwnThread());
            return engine;
        } finally {
            STARTING.unlock();
        }
    }

    @Override
    public Optional<QuotaWatch> running() {
        return Optional.ofNullable(Intakes.find(Intakes.currentApplication()))
                .filter(QuotaWatch.class::isInstance)
                .map(QuotaWatch.class::cast);
    }
}
