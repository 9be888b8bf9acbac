package app.quotawatch.rest.resteasy;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What RESTEasy remembers of an application. It keeps the listeners and the providers that came with it in static maps with weak
 * keys, but their classes refer to the key: without this class no such application could be collected.
 */
public final class RememberedApplication {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private RememberedApplication() {}

    /**
     * Makes RESTEasy forget the application, if it is present and remembers it; it looks again when it needs to.
     *
     * @param application the class loader of the stopping application
     */
    public static void forget(ClassLoader application) {
        try {
            Class<?> listeners = type("org.jboss.resteasy.microprofile.client.RestClientListeners");
            map(listeners, "map").values().removeIf(RememberedApplication::hasOurs);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, "QuotaWatch cannot remove its listeners from RESTEasy", e);
        }
        try {
            Class<?> providers = type("org.jboss.resteasy.plugins.providers.RegisterBuiltin");
            Map<?, ?> factories = map(providers, "configuredClientFactories");
            // RESTEasy guards this map with the same lock
            synchronized (providers) {
                factories.remove(application);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOGGER.log(Level.FINE, "QuotaWatch cannot remove its providers from RESTEasy", e);
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, false, RememberedApplication.class.getClassLoader());
    }

    private static Map<?, ?> map(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return (Map<?, ?>) field.get(null);
    }

    private static boolean hasOurs(Object listeners) {
        return listeners instanceof Collection<?> several
                && several.stream().anyMatch(RememberedApplication::isOurs);
    }

    /* By its name: the package of the listener uses this one. */
    private static boolean isOurs(Object listener) {
        Class<?> type = listener.getClass();
        return type.getClassLoader() == RememberedApplication.class.getClassLoader()
                && type.getName().startsWith("app.quotawatch.");
    }
}
