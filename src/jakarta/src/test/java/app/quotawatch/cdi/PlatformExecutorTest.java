package app.quotawatch.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import app.quotawatch.testing.Calls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.OurThreads;
import app.quotawatch.testing.StubResponse;

/** QuotaWatch uses the platform's executor if there is one, and leaves it running. */
class PlatformExecutorTest {

    private static final String DEFAULT = "java:comp/DefaultManagedScheduledExecutorService";
    private static final String TOMEE = "openejb:Resource/Default Scheduled Executor Service";

    private final Jndi jndi = Jndi.start();
    private final IngestDouble ingest = IngestDouble.start();
    private final ScheduledThreadPoolExecutor platform = executor("platform");
    private final ScheduledThreadPoolExecutor another = executor("another");

    @TempDir
    private Path directory;

    private static ScheduledThreadPoolExecutor executor(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @AfterEach
    void stop() {
        jndi.close();
        ingest.close();
        platform.shutdownNow();
        another.shutdownNow();
    }

    private Application start(String... more) {
        Map<String, Object> properties = new HashMap<>(Map.of("api-key", "qw_live_SECRET", "ingest-url", ingest.url(),
                "flush-interval-seconds", "0.02"));
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return Application.start(directory, properties);
    }

    private static void assertNothingLeft(ScheduledThreadPoolExecutor executor) {
        assertThat(executor.isShutdown()).as("the platform's executor is shut down").isFalse();
        // even a cancelled task would keep the application in memory
        assertThat(executor.getQueue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {DEFAULT, TOMEE})
    void defaultExecutorOfThePlatform_deliversAndRetainsNoTask(String name) {
        jndi.bind(name, platform);
        try (Application application = start()) {
            application.quotaWatch().record(Calls.call(1));
            await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/1"));
            assertThat(OurThreads.alive()).doesNotContain("quotawatch-flush");
            assertThat(platform.getCompletedTaskCount()).isPositive();
        }
        assertNothingLeft(platform);
    }

    @Test
    void configuredExecutor_isUsedInsteadOfTheDefault() {
        jndi.bind(DEFAULT, platform).bind("java:comp/env/mine", another);
        try (Application application = start("executor", "java:comp/env/mine")) {
            application.quotaWatch().record(Calls.call(1));
            await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/1"));
        }
        assertThat(another.getCompletedTaskCount()).isPositive();
        assertThat(platform.getTaskCount()).isZero();
        assertNothingLeft(another);
    }

    @Test
    void lastFlush_needsNoExecutor() {
        jndi.bind(DEFAULT, platform);
        try (Application application = start("flush-interval-seconds", "3600")) {
            application.quotaWatch().record(Calls.call(1));
            platform.shutdownNow();
        }
        assertThat(ingest.endpoints()).containsExactly("/1");
    }

    @Test
    void stopDuringAnOutage_leavesNoTaskInThePlatformsExecutor() {
        jndi.bind(DEFAULT, platform);
        ingest.respond(request -> StubResponse.of(503).with("Retry-After", "60"));
        try (Application application = start("flush-interval-seconds", "3600", "buffer-size", "2")) {
            application.quotaWatch().record(Calls.call(1));
            await().until(() -> application.quotaWatch().deliveryStats().lastFailure().isPresent());
            await().until(() -> platform.getActiveCount() == 0);
        }
        assertNothingLeft(platform);
    }

    @ParameterizedTest
    @ValueSource(strings = {"java:comp/env/nothing", "java:comp/env/text", ""})
    void nameWithoutAnExecutor_failsTheDeploymentWithTheReason(String name) {
        jndi.bind("java:comp/env/text", "not an executor").bind(DEFAULT, platform);
        if (name.isEmpty()) {
            start("executor", name).close();
            return;
        }
        Throwable failure = catchThrowable(() -> start("executor", name).close());

        assertThat(failure).hasStackTraceContaining("quotawatch.executor = '" + name + "'")
                .hasStackTraceContaining("must be the JNDI name of a ManagedScheduledExecutorService");
        await().untilAsserted(() -> assertThat(OurThreads.alive()).isEmpty());
        assertThat(platform.getTaskCount()).isZero();
    }

    @Test
    void platformWithoutNamingService_deliversOnItsOwnThread() {
        jndi.close();
        try (Application application = start()) {
            application.quotaWatch().record(Calls.call(1));
            await().untilAsserted(() -> assertThat(ingest.endpoints()).containsExactly("/1"));
            assertThat(OurThreads.alive()).contains("quotawatch-flush");
        }
    }
}
