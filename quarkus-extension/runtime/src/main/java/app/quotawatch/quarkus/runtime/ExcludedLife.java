package app.quotawatch.quarkus.runtime;

import java.util.concurrent.Executor;

import app.quotawatch.QuotaWatch;
import app.quotawatch.engine.DisabledQuotaWatch;
import app.quotawatch.observe.Application;
import app.quotawatch.observe.Applications;

/** The life cycle in an application that is not observed, neither by itself nor by another application in the same process. */
final class ExcludedLife implements QuotaWatchLife {

    private final QuotaWatch quotaWatch = new DisabledQuotaWatch();
    private final Application exclusion = Application.excluded();

    @Override
    public QuotaWatch quotaWatch() {
        return quotaWatch;
    }

    @Override
    public void start(ClassLoader application, Executor executor) {
        Applications.register(application, exclusion);
    }

    @Override
    public void drain() {
        // nothing to deliver
    }

    @Override
    public void shutDown() {
        Applications.unregister(exclusion);
    }
}
