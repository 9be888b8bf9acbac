package app.quotawatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;

import org.junit.jupiter.api.Test;

class RecordMethodsTest {

    @Test
    void applicationWhoseRecordsWereUsed_canBeCollected() throws Exception {
        WeakReference<ClassLoader> application = applicationThatUsedARecordAndStopped();

        await().untilAsserted(() -> {
            System.gc();
            assertThat(application.get()).isNull();
        });
    }

    private static WeakReference<ClassLoader> applicationThatUsedARecordAndStopped() throws Exception {
        ClassLoader application = new ApplicationLoader();
        Runnable use = (Runnable) application.loadClass(UseOfARecord.class.getName()).getConstructor().newInstance();
        use.run();
        return new WeakReference<>(application);
    }

    /** Each application has these classes for itself. */
    public static final class UseOfARecord implements Runnable {

        @Override
        public void run() {
            Pair pair = new Pair("text", new Component());
            Pair same = new Pair("text", pair.component());
            if (!pair.equals(same) || pair.hashCode() != same.hashCode() || !pair.toString().contains("text")) {
                throw new AssertionError(pair);
            }
            RecordMethods.forgetApplication();
        }
    }

    /** A class of the application. */
    public static final class Component {}

    /** A record of the application. */
    public record Pair(String text, Component component) {}

    private static final class ApplicationLoader extends ClassLoader {

        ApplicationLoader() {
            super(RecordMethodsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(RecordMethods.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
