package app.quotawatch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

import app.quotawatch.keys.ConfigKey;
import app.quotawatch.privacy.PrintableText;
import app.quotawatch.spi.fleet.FleetStoreProvider;

/** Finds the fleet's store on the class path of the application. */
final class FleetStores {

    private static final String ARTIFACT = "app.quotawatch:quotawatch-fleet-";
    private static final List<String> OURS = List.of("redis", "jdbc");

    private FleetStores() {}

    /** Returns the provider of this name; null if there is none, which is a problem. */
    static @Nullable FleetStoreProvider find(@Nullable String store, List<ConfigProblem> problems) {
        String key = ConfigKey.FLEET_STORE.key();
        if (store == null || store.isBlank()) {
            problems.add(ConfigProblem.of(ConfigProblem.Kind.MISSING, key,
                    key + " is missing: it names where the replicas share what they know, such as redis"));
            return null;
        }
        List<String> broken = new ArrayList<>(0);
        ClassLoader own = FleetStores.class.getClassLoader();
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        FleetStoreProvider found = application == null ? null : find(store, application, broken);
        if (found == null && application != own) {
            found = find(store, own, broken);
        }
        if (found == null) {
            problems.add(ConfigProblem.invalidText(key, PrintableText.of(store), missing(store)
                    + (broken.isEmpty() ? "" : "; not usable: " + broken.get(0))));
        }
        return found;
    }

    private static String missing(String store) {
        return OURS.contains(store)
                ? "its artifact is missing; add " + ARTIFACT + store + " to the application"
                : "no such store is on the class path; must be redis (with " + ARTIFACT + "redis), jdbc (with "
                        + ARTIFACT
                        + "jdbc), or the name of a FleetStoreProvider of the application";
    }

    /* A provider that cannot be loaded does not hide the others. */
    private static @Nullable FleetStoreProvider find(String store, ClassLoader loader, List<String> broken) {
        Iterator<FleetStoreProvider> providers = ServiceLoader.load(FleetStoreProvider.class, loader).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return null;
                }
                FleetStoreProvider provider = providers.next();
                if (store.equals(provider.name())) {
                    return provider;
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(PrintableText.of(e.toString()));
            }
        }
    }
}
