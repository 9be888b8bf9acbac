package app.quotawatch.spi;

import java.util.Optional;
import java.util.ServiceLoader;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;

/** The implementation behind the static methods of {@link QuotaWatch}, found by {@link ServiceLoader}. */
public interface QuotaWatchProvider {

    /** Starts an instance for the calling thread's application, or returns the one that runs. */
    QuotaWatch init(QuotaWatchConfig config);

    /** Returns the instance of the calling thread's application. */
    Optional<QuotaWatch> running();

    /**
     * Returns the provider beside this interface: the same class loader has both.
     *
     * @throws IllegalStateException if the jar was repackaged without its service files
     */
    static QuotaWatchProvider provider() {
        return ServiceLoader.load(QuotaWatchProvider.class, QuotaWatchProvider.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no QuotaWatch implementation found: META-INF/services/" + QuotaWatchProvider.class.getName()
                                + " is missing from the class path"));
    }
}
