package app.quotawatch.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which application a class loader belongs to. */
class ApplicationsTest {

    private final Application one = Application.excluded();
    private final Application two = Application.excluded();
    private final Application three = Application.excluded();
    private final ClassLoader top = loader(null);
    private final ClassLoader left = loader(top);
    private final ClassLoader right = loader(top);

    private static ClassLoader loader(ClassLoader parent) {
        return new URLClassLoader(new URL[0], parent);
    }

    @AfterEach
    void unregister() {
        Applications.unregister(one);
        Applications.unregister(two);
        Applications.unregister(three);
    }

    @Test
    void loader_findsItsOwnApplication() {
        Applications.register(left, one);
        Applications.register(right, two);

        assertThat(Applications.of(left)).isSameAs(one);
        assertThat(Applications.of(right)).isSameAs(two);
        assertThat(Applications.of(top)).isNull();
        assertThat(Applications.of(null)).isNull();
    }

    @Test
    void loaderWithoutOne_findsTheOneOfItsParents() {
        Applications.register(top, one);
        Applications.register(left, two);

        assertThat(Applications.of(loader(loader(left)))).isSameAs(two);
        assertThat(Applications.of(right)).isSameAs(one);
    }

    @Test
    void newestOfSeveralWithTheSameLoader_getsTheCalls_untilItIsRemoved() {
        Applications.register(left, one);
        Applications.register(left, two);
        Applications.register(left, three);
        assertThat(Applications.of(left)).isSameAs(three);

        Applications.unregister(two);
        assertThat(Applications.of(left)).isSameAs(three);
        Applications.unregister(three);
        assertThat(Applications.of(left)).isSameAs(one);
        Applications.unregister(one);
        assertThat(Applications.of(left)).isNull();
    }

    @Test
    void unregister_twiceOrOfAnUnknownApplication_isHarmless() {
        Applications.register(left, one);
        Applications.unregister(two);
        Applications.unregister(one);
        Applications.unregister(one);

        assertThat(Applications.of(left)).isNull();
    }

    @Test
    void unknownLoader_belongsToTheOnlyApplication() {
        Applications.register(left, one);

        assertThat(Applications.find(right)).isSameAs(one);
        assertThat(Applications.find(null)).isSameAs(one);
    }

    @Test
    void unknownLoader_belongsToNoneOfSeveral() {
        Applications.register(left, one);
        Applications.register(right, two);

        assertThat(Applications.find(loader(null))).isNull();
        assertThat(Applications.find(left)).isSameAs(one);
    }

    private static Application found(ApplicationObserver observer, ClassLoader context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return observer.application();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ApplicationObserver observerMadeBy(ClassLoader context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return ApplicationObserver.of(Applications.currentLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void observerOfOneApplication_looksAgainWhenApplicationsComeAndGo() {
        ApplicationObserver observer = observerMadeBy(left);

        assertThat(found(observer, right)).isNull();
        Applications.register(right, two);
        Applications.register(left, one);
        assertThat(found(observer, right)).isSameAs(one);
        Applications.unregister(one);
        Applications.register(top, three);
        assertThat(found(observer, right)).isSameAs(three);
    }

    @Test
    void observerOfTheCaller_findsTheApplicationOfEachCaller() {
        ApplicationObserver observer = ApplicationObserver.of(null);
        Applications.register(left, one);
        Applications.register(right, two);

        assertThat(found(observer, left)).isSameAs(one);
        assertThat(found(observer, right)).isSameAs(two);
        assertThat(found(observer, left)).isSameAs(one);
        assertThat(found(observer, loader(null))).isNull();
    }

    @Test
    void observer_doesNotHoldTheApplicationThatItFoundLast() {
        ApplicationObserver observer = ApplicationObserver.of(left);
        WeakReference<Application> gone = findAndUnregister(observer);

        await().untilAsserted(() -> {
            System.gc();
            assertThat(gone.get()).isNull();
        });
        assertThat(observer.application()).isNull();
    }

    private WeakReference<Application> findAndUnregister(ApplicationObserver observer) {
        Application application = Application.excluded();
        Applications.register(left, application);
        assertThat(observer.application()).isSameAs(application);
        Applications.unregister(application);
        return new WeakReference<>(application);
    }

    @Test
    void currentLoader_isTheContextClassLoader_orThatOfTheSystem() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(left);
            assertThat(Applications.currentLoader()).isSameAs(left);
            thread.setContextClassLoader(null);
            assertThat(Applications.currentLoader()).isSameAs(ClassLoader.getSystemClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void unusedLoader_isCollectedWithItsEntry() {
        WeakReference<ClassLoader> application = registerAndForget();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(application.get()).isNull();
            assertThat(entries()).isEmpty();
        });
    }

    private WeakReference<ClassLoader> registerAndForget() {
        ClassLoader loader = loader(null);
        Applications.register(loader, one);
        return new WeakReference<>(loader);
    }

    private static Map<?, ?> entries() throws ReflectiveOperationException {
        Field entries = Applications.class.getDeclaredField("BY_LOADER");
        entries.setAccessible(true);
        return (Map<?, ?>) entries.get(null);
    }
}
