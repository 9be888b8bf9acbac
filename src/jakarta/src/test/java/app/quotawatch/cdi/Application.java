package app.quotawatch.cdi;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import app.quotawatch.QuotaWatch;
import app.quotawatch.testing.Loaders;

/** An application with its own Weld container, class loader and configuration file. */
final class Application implements AutoCloseable {

    private final ClassLoader loader;
    private final SeContainer container;

    private Application(ClassLoader loader, Class<?>[] beans) {
        this.loader = loader;
        try {
            container = in(() -> SeContainerInitializer.newInstance().addBeanClasses(beans)
                    .addBeanClasses(Application.class).initialize());
        } catch (RuntimeException e) {
            releaseConfig();
            throw e;
        }
    }

    /**
     * Starts an application whose container discovers QuotaWatch on the class path.
     *
     * @param directory an empty directory for its configuration
     * @param properties the configuration; keys without the prefix {@code quotawatch.}
     */
    static Application start(Path directory, Map<String, ?> properties, Class<?>... beans) {
        Map<String, String> keys = new LinkedHashMap<>();
        properties.forEach((key, value) -> keys.put("quotawatch." + key, value.toString()));
        return new Application(Loaders.ofApplication(directory, keys), beans);
    }

    ClassLoader loader() {
        return loader;
    }

    QuotaWatch quotaWatch() {
        return bean(QuotaWatch.class);
    }

    <T> T bean(Class<T> type) {
        return in(() -> container.select(type).get());
    }

    <T> T select(Class<T> type, Annotation qualifier) {
        return container.select(type, qualifier).get();
    }

    <T> T in(Callable<T> task) {
        return Loaders.in(loader, task);
    }

    private void releaseConfig() {
        in(() -> {
            ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
            return null;
        });
    }

    @Override
    public void close() {
        in(() -> {
            container.close();
            return null;
        });
        releaseConfig();
    }
}
