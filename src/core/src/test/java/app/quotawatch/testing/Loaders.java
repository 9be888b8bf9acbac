package app.quotawatch.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;

/** Class loaders of applications that share this JVM. */
public final class Loaders {

    private Loaders() {}

    /** Returns the class loader of an application without anything of its own. */
    public static URLClassLoader ofApplication() {
        return new URLClassLoader(new URL[0], Loaders.class.getClassLoader());
    }

    /** Returns the class loader of an application that has a META-INF/microprofile-config.properties in this directory. */
    public static URLClassLoader ofApplication(Path directory, Map<String, String> properties) {
        try {
            Path file = directory.resolve("META-INF/microprofile-config.properties");
            Files.createDirectories(file.getParent());
            Files.write(file,
                    properties.entrySet().stream().map(property -> property.getKey() + "=" + property.getValue())
                            .toList());
            return new URLClassLoader(new URL[]{directory.toUri().toURL()}, Loaders.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs code as a thread of the application would. */
    public static <T> T in(ClassLoader application, Callable<T> task) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
