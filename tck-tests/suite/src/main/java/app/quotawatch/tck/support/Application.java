package app.quotawatch.tck.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import app.quotawatch.QuotaWatch;
import app.quotawatch.tck.clients.Caller;

/**
 * An application under test: a Weld SE container with its own class loader, which contains its
 * {@code META-INF/microprofile-config.properties} as in an application on a server.
 */
public final class Application implements Caller, AutoCloseable {

    private final Path folder;
    private final URLClassLoader loader;
    private final SeContainer container;
    private boolean stopped;

    private Application(Map<String, String> properties) {
        try {
            folder = Files.createTempDirectory("quotawatch-tck");
            write(folder.resolve("META-INF/microprofile-config.properties"), properties);
            loader = new URLClassLoader(new URL[]{folder.toUri().toURL()}, Application.class.getClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        container = call(() -> SeContainerInitializer.newInstance().setClassLoader(loader).initialize());
    }

    /** Starts an application with these properties. */
    public static Application start(Map<String, String> properties) {
        return new Application(properties);
    }

    private static void write(Path file, Map<String, String> properties) throws IOException {
        Files.createDirectories(file.getParent());
        Properties all = new Properties();
        all.putAll(properties);
        try (var out = Files.newOutputStream(file)) {
            all.store(out, null);
        }
    }

    /** Runs an action with the application's class loader as the context class loader. */
    @Override
    public <T> T call(Callable<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Returns a bean. */
    @Override
    public <T> T bean(Class<T> type) {
        return call(() -> container.select(type).get());
    }

    /** Returns the application's QuotaWatch. */
    public QuotaWatch quotaWatch() {
        return bean(QuotaWatch.class);
    }

    /** Stops the application, like a server that undeploys it. */
    @Override
    public void close() {
        if (stopped) {
            return;
        }
        stopped = true;
        call(() -> {
            container.close();
            ConfigProviderResolver.instance().releaseConfig(ConfigProviderResolver.instance().getConfig(loader));
            loader.close();
            return null;
        });
    }
}
