package app.quotawatch.spi;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;

/**
 * The implementation behind the static methods of {@link QuotaWatch} and {@link ClientObserver}: the one that is packaged with
 * them.
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
     * @throws IllegalStateException if the jar was repackaged without it
     */
    static QuotaWatchProvider provider() {
        QuotaWatchProvider provider = Found.PROVIDER;
        if (provider == null) {
            throw new IllegalStateException(
                    "no QuotaWatch implementation found: " + Found.NAME + " is missing from the class path");
        }
        return provider;
    }

    /** The look-up, done once: clients are created often, and each needs an observer. */
    final class Found {

        /*
         * By name, since the facade must not depend on what it stands for. A service file would be looked for in every jar of the
         * application, which took a third of the start.
         */
        private static final String NAME = "app.quotawatch.engine.EngineProvider";

        private static final @Nullable QuotaWatchProvider PROVIDER = find();

        private Found() {}

        private static @Nullable QuotaWatchProvider find() {
            try {
                return (QuotaWatchProvider) Class.forName(NAME).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException missing) {
                return null;
            }
        }
    }
}
