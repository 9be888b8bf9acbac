package app.quotawatch.fleet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import app.quotawatch.tck.fleet.RedisServer;
import app.quotawatch.testing.Loaders;

/** Applications with Jedis in the WAR: nothing that outlives one may keep its class loader. */
@Timeout(180)
class RedeploymentsTest {

    private static final int REDEPLOYMENTS = 20;

    @Test
    void applicationsWithAFleet_keepNoClassLoaderAndNoThread() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            Set<Thread> before = threads();
            List<WeakReference<ClassLoader>> applications = new ArrayList<>();
            for (int i = 1; i <= REDEPLOYMENTS; i++) {
                // each knows what those before it have used
                applications.add(runInAWar(redis.url(), i));
            }
            assertNothingRemains(applications, before);
        }
    }

    @Test
    void applicationsWhoseStoreHangs_keepNoClassLoaderAndNoThread() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            redis.pause();
            Set<Thread> before = threads();
            List<WeakReference<ClassLoader>> applications = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                applications.add(runInAWar(redis.url(), -1));
            }
            assertNothingRemains(applications, before);
        }
    }

    private static void assertNothingRemains(List<WeakReference<ClassLoader>> applications, Set<Thread> before) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            System.gc();
            assertThat(applications).allSatisfy(application -> assertThat(application.get()).isNull());
        });
        assertThat(threads()).filteredOn(thread -> !before.contains(thread)).extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("quotawatch"));
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /* Nothing is shared with the test but the JDK. */
    private static WeakReference<ClassLoader> runInAWar(String url, long expected) throws Exception {
        List<URL> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            jars.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader war = new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Callable<?> application = (Callable<?>) war.loadClass(FleetApplication.class.getName())
                    .getConstructor(String.class).newInstance(url);
            assertThat(application.getClass()).isNotEqualTo(FleetApplication.class);
            assertThat(Loaders.<Object>in(war, application::call)).isEqualTo(expected);
            return new WeakReference<>(war);
        }
    }
}
