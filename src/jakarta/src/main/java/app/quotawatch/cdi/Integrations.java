package app.quotawatch.cdi;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Level;
import java.util.logging.Logger;

import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.cdi.health.HealthCheckBean;
import app.quotawatch.cdi.health.HealthSource;
import app.quotawatch.cdi.health.QuotaWatchHealthCheck;
import app.quotawatch.cdi.micrometer.MicrometerIntegration;
import app.quotawatch.cdi.opentelemetry.OpenTelemetryIntegration;

/**
 * What the application gets where the runtime has the API for it: meters, attributes of spans, a health check. Where it has not,
 * nothing happens; what fails is logged, and does not end the deployment.
 */
final class Integrations {

    /*
     * No class of an optional API is loaded unless the API is there: each is used by a package of its own, whose classes this one
     * names in methods that are linked only when they are called.
     */

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private static final String HEALTH = "org.eclipse.microprofile.health.HealthCheck";

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    /** Adds the health check as a class, unless the server needs a bean. */
    static void addHealthCheck(BeforeBeanDiscovery event) {
        if (isPresent(HEALTH)) {
            try {
                if (!HealthCheckBean.isNeeded()) {
                    event.addAnnotatedType(QuotaWatchHealthCheck.class, QuotaWatchHealthCheck.class.getName());
                }
            } catch (RuntimeException | LinkageError error) {
                failed("its health check", error);
            }
        }
    }

    /** Adds the health check as a bean, if the server needs one. */
    static void addHealthCheck(AfterBeanDiscovery event, HealthSource source) {
        if (isPresent(HEALTH)) {
            try {
                if (HealthCheckBean.isNeeded()) {
                    HealthCheckBean.add(event, source);
                }
            } catch (RuntimeException | LinkageError error) {
                failed("its health check", error);
            }
        }
    }

    /** Begins to publish. Micrometer comes first, so that nothing is published twice. */
    void start(BeanManager beans, QuotaWatch quotaWatch, Configuration configuration) {
        boolean metrics = configuration.metrics();
        if (metrics && isPresent("io.micrometer.core.instrument.MeterRegistry")) {
            metrics = !startMicrometer(beans, quotaWatch);
        }
        if (isPresent("io.opentelemetry.api.OpenTelemetry")) {
            if (metrics) {
                startOpenTelemetry(beans, quotaWatch);
            }
            if (configuration.traces()) {
                startTraces(beans, quotaWatch);
            }
        }
    }

    private static boolean isPresent(String api) {
        try {
            Class.forName(api, false, Integrations.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    private boolean startMicrometer(BeanManager beans, QuotaWatch quotaWatch) {
        try {
            return started(MicrometerIntegration.start(beans, quotaWatch), "its meters in Micrometer");
        } catch (RuntimeException | LinkageError error) {
            failed("its meters in Micrometer", error);
            return false;
        }
    }

    private void startOpenTelemetry(BeanManager beans, QuotaWatch quotaWatch) {
        try {
            started(OpenTelemetryIntegration.startMetrics(beans, quotaWatch), "its meters in OpenTelemetry");
        } catch (RuntimeException | LinkageError error) {
            failed("its meters in OpenTelemetry", error);
        }
    }

    private void startTraces(BeanManager beans, QuotaWatch quotaWatch) {
        try {
            started(OpenTelemetryIntegration.startTraces(beans, quotaWatch), "quotas in the spans of calls");
        } catch (RuntimeException | LinkageError error) {
            failed("quotas in the spans of calls", error);
        }
    }

    private boolean started(@Nullable AutoCloseable started, String what) {
        if (started == null) {
            return false;
        }
        running.push(started);
        LOGGER.log(Level.CONFIG, "QuotaWatch publishes {0}", what);
        return true;
    }

    private static void failed(String what, Throwable error) {
        LOGGER.log(Level.WARNING, "QuotaWatch cannot publish " + what, error);
    }

    /** Publishes nothing any more. A second call does nothing. */
    void close() {
        for (AutoCloseable next = running.poll(); next != null; next = running.poll()) {
            try {
                next.close();
            } catch (Exception | LinkageError error) {
                LOGGER.log(Level.FINE, "QuotaWatch failed to end what it published", error);
            }
        }
    }
}
