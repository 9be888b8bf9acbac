package app.quotawatch.spi;

import java.util.Optional;
import java.util.ServiceLoader;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;

/**
 * The implementation behind the static methods of {@link QuotaWatch} and {@link ClientObserver}, found with
 * {@link ServiceLoader}.
 */
public interface QuotaWatchProvider {

    /** Starts an instance for the calling thread's application, or returns the running one. */
    RunningQuotaWatch init(QuotaWatchConfig config);

    /** Returns the instance of the calling thread's application. */
    Optional<QuotaWatch> running();

    /**
     * Returns an observer that finds the application's QuotaWatch whenever a call begins.
     *
     * @param application the application's class loader; null: that of the thread that begins the call
     */
    ClientObserver observer(@Nullable ClassLoader application);

    /**
     * Returns the provider that was packaged with this interface: the same class loader loads both.
     *
     * @throws IllegalStateException if the jar was repackaged without its service files
     */
    static QuotaWatchProvider provider() {
        if (Found.PROVIDER.isEmpty()) {
            throw new IllegalStateException(
                    "no QuotaWatch implementation found: META-INF/services/" + QuotaWatchProvider.class.getName()
                            + " is missing from the class path");
        }
        return Found.PROVIDER.get();
    }

    /** The look-up, done once: clients are created often, and each needs an observer. */
    final class Found {

        static final Optional<QuotaWatchProvider> PROVIDER = ServiceLoader
                .load(QuotaWatchProvider.class, QuotaWatchProvider.class.getClassLoader()).findFirst();

        private Found() {}
    }
}
