package app.quotawatch.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which application a class loader stands for. */
class IntakesTest {

    private final Intake one = new IntakeDouble();
    private final Intake two = new IntakeDouble();
    private final Intake three = new IntakeDouble();
    private final ClassLoader top = loader(null);
    private final ClassLoader left = loader(top);
    private final ClassLoader right = loader(top);

    private static ClassLoader loader(ClassLoader parent) {
        return new URLClassLoader(new URL[0], parent);
    }

    @AfterEach
    void unregister() {
        Intakes.unregister(one);
        Intakes.unregister(two);
        Intakes.unregister(three);
    }

    @Test
    void loader_findsItsOwnIntake() {
        Intakes.register(left, one);
        Intakes.register(right, two);

        assertThat(Intakes.of(left)).isSameAs(one);
        assertThat(Intakes.of(right)).isSameAs(two);
        assertThat(Intakes.of(top)).isNull();
        assertThat(Intakes.of(null)).isNull();
    }

    @Test
    void loaderWithoutOne_findsThatOfItsParents() {
        Intakes.register(top, one);
        Intakes.register(left, two);

        assertThat(Intakes.of(loader(loader(left)))).isSameAs(two);
        assertThat(Intakes.of(right)).isSameAs(one);
    }

    @Test
    void ofSeveralWithTheSameLoader_theNewestGetsTheCalls_untilItIsGone() {
        Intakes.register(left, one);
        Intakes.register(left, two);
        Intakes.register(left, three);
        assertThat(Intakes.of(left)).isSameAs(three);

        Intakes.unregister(two);
        assertThat(Intakes.of(left)).isSameAs(three);
        Intakes.unregister(three);
        assertThat(Intakes.of(left)).isSameAs(one);
        Intakes.unregister(one);
        assertThat(Intakes.of(left)).isNull();
    }

    @Test
    void unregister_twiceOrOfAStranger_isHarmless() {
        Intakes.register(left, one);
        Intakes.unregister(two);
        Intakes.unregister(one);
        Intakes.unregister(one);

        assertThat(Intakes.of(left)).isNull();
    }

    @Test
    void unknownLoader_belongsToTheOnlyApplication() {
        Intakes.register(left, one);

        assertThat(Intakes.find(right)).isSameAs(one);
        assertThat(Intakes.find(null)).isSameAs(one);
    }

    @Test
    void unknownLoader_belongsToNoneOfSeveral() {
        Intakes.register(left, one);
        Intakes.register(right, two);

        assertThat(Intakes.find(loader(null))).isNull();
        assertThat(Intakes.find(left)).isSameAs(one);
    }

    private static Intake found(Intakes.Finder finder, ClassLoader context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return finder.intake();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Intakes.Finder finderMadeBy(ClassLoader context) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(context);
        try {
            return Intakes.Finder.ofMaker();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void finderOfTheMaker_looksAgainWhenApplicationsComeAndGo() {
        Intakes.Finder finder = finderMadeBy(left);

        assertThat(found(finder, right)).isNull();
        Intakes.register(right, two);
        Intakes.register(left, one);
        assertThat(found(finder, right)).isSameAs(one);
        Intakes.unregister(one);
        Intakes.register(top, three);
        assertThat(found(finder, right)).isSameAs(three);
    }

    @Test
    void finderOfTheCaller_findsTheIntakeOfEachCaller() {
        Intakes.Finder finder = Intakes.Finder.ofCaller();
        Intakes.register(left, one);
        Intakes.register(right, two);

        assertThat(found(finder, left)).isSameAs(one);
        assertThat(found(finder, right)).isSameAs(two);
        assertThat(found(finder, left)).isSameAs(one);
        assertThat(found(finder, loader(null))).isNull();
    }

    @Test
    void finder_doesNotHoldTheIntakeThatItFoundLast() {
        Intakes.Finder finder = Intakes.Finder.of(left);
        WeakReference<Intake> gone = findAndUnregister(finder);

        await().untilAsserted(() -> {
            System.gc();
            assertThat(gone.get()).isNull();
        });
        assertThat(finder.intake()).isNull();
    }

    private WeakReference<Intake> findAndUnregister(Intakes.Finder finder) {
        Intake intake = new IntakeDouble();
        Intakes.register(left, intake);
        assertThat(finder.intake()).isSameAs(intake);
        Intakes.unregister(intake);
        return new WeakReference<>(intake);
    }

    @Test
    void currentApplication_isTheContextClassLoader_orThatOfTheSystem() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(left);
            assertThat(Intakes.currentApplication()).isSameAs(left);
            thread.setContextClassLoader(null);
            assertThat(Intakes.currentApplication()).isSameAs(ClassLoader.getSystemClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void loaderThatNobodyUses_isCollectedWithItsEntry() {
        WeakReference<ClassLoader> application = registerAndForget();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(application.get()).isNull();
            assertThat(entries()).isEmpty();
        });
    }

    private WeakReference<ClassLoader> registerAndForget() {
        ClassLoader loader = loader(null);
        Intakes.register(loader, one);
        return new WeakReference<>(loader);
    }

    private static Map<?, ?> entries() throws ReflectiveOperationException {
        Field entries = Intakes.class.getDeclaredField("BY_APPLICATION");
        entries.setAccessible(true);
        return (Map<?, ?>) entries.get(null);
    }
}
