package app.quotawatch.quarkus.runtime;

import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.engine.Engine;
import app.quotawatch.engine.PlatformScheduler;
import app.quotawatch.event.QuotaWatchEvent;
import io.quarkus.arc.Arc;

/** The life cycle in an observed application. */
final class ObservedLife implements QuotaWatchLife {

    private final Engine engine;

    ObservedLife(QuotaWatchConfig config) {
        engine = Engine.ofContainer(config);
    }

    @Override
    public QuotaWatch quotaWatch() {
        return engine;
    }

    @Override
    public void start(ClassLoader application, Executor executor) {
        engine.onEvent(QuotaWatchEvent.class, new CdiEvents(Arc.container()));
        engine.start(application, new PlatformScheduler(executor, UnaryOperator.identity()));
    }

    @Override
    public void drain() {
        engine.drain();
        // Quarkus closes its clients next
        engine.leaveFleet();
    }

    @Override
    public void shutDown() {
        engine.shutDown();
    }
}
