package app.quotawatch.benchmarks.endtoend;

import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.WebTarget;

import org.glassfish.jersey.client.JerseyClientBuilder;

import com.sun.management.OperatingSystemMXBean;

import app.quotawatch.ApiConfig;
import app.quotawatch.FlushResult;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;

/** What QuotaWatch costs a JVM that has just started: its own start, some calls of Jersey's client, the first delivery. */
public final class ColdStart {

    private static final int CALLS = 21;
    private static final String RESULT = "outcome";

    private ColdStart() {}

    /**
     * What one JVM needed.
     *
     * @param observed whether QuotaWatch observed the calls
     * @param startMillis processor time of the thread that starts QuotaWatch
     * @param deliveryMillis processor time of all threads during the first delivery, the compiler's included
     * @param classes all classes that were loaded in the end
     */
    public record Outcome(boolean observed, double startMillis, double deliveryMillis, int classes) {}

    /** Measures in this process. Argument: whether to observe. */
    public static void main(String... arguments) throws IOException {
        boolean observed = Boolean.parseBoolean(arguments[0]);
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (Upstream upstream = new Upstream()) {
            ClassLoader application = new WithoutServices(ColdStart.class.getClassLoader(),
                    observed ? Caller.OTHERS : Caller.ALL);
            Thread.currentThread().setContextClassLoader(application);
            System.setProperty("jakarta.ws.rs.ext.RuntimeDelegate",
                    "org.glassfish.jersey.internal.RuntimeDelegateImpl");
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadCpuTime();
            RunningQuotaWatch quotaWatch = observed ? start(upstream) : null;
            double start = millis(threads.getCurrentThreadCpuTime() - before);
            Client client = new JerseyClientBuilder().build();
            WebTarget target = client.target(upstream.observedUri() + "/v1/things");
            for (int i = 0; i < CALLS; i++) {
                target.request().get(String.class);
            }
            before = process.getProcessCpuTime();
            if (quotaWatch != null) {
                FlushResult result = quotaWatch.flush(Duration.ofSeconds(30));
                if (result.delivered() != CALLS) {
                    throw new IllegalStateException("the measurement is invalid: " + result);
                }
            }
            System.out.printf(Locale.ROOT, "%s %f %f %d%n", RESULT, start,
                    millis(process.getProcessCpuTime() - before), classes.getLoadedClassCount());
            client.close();
            if (quotaWatch != null) {
                quotaWatch.close();
            }
        }
    }

    private static RunningQuotaWatch start(Upstream upstream) {
        return QuotaWatch.init(QuotaWatchConfig.builder("qw_live_benchmark").ingestUrl(upstream.uri())
                .api(ApiConfig.builder("api").baseUrl(upstream.observedUri().toString()).build()).build());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** Measures in a new process. */
    public static Outcome inProcess(boolean observed) throws IOException {
        try (JavaProcess process = JavaProcess.start(List.of("-cp", System.getProperty("java.class.path"),
                ColdStart.class.getName(), "" + observed))) {
            String[] result = process.await(RESULT).split(" ");
            return new Outcome(observed, Double.parseDouble(result[1]), Double.parseDouble(result[2]),
                    Integer.parseInt(result[3]));
        }
    }
}
