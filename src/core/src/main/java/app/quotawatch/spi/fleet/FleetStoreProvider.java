package app.quotawatch.spi.fleet;

/**
 * Opens the store that {@code quotawatch.fleet.store} names. Found by {@link java.util.ServiceLoader} with the application's class
 * loader, or passed to the configuration.
 */
public interface FleetStoreProvider {

    /** Returns the name for {@code quotawatch.fleet.store}, such as {@code redis}. */
    String name();

    /** Reports everything that is wrong with the settings, without connecting; their environment and replica may be empty here. */
    void check(FleetSettings settings, Problems problems);

    /**
     * Returns a store that connects with its first exchange; one that is down does not prevent the application from starting.
     *
     * @throws IllegalArgumentException if {@link #check} would report a problem
     */
    FleetStore open(FleetSettings settings);

    /** Accepts what is wrong. */
    @FunctionalInterface
    interface Problems {

        /**
         * @param property its whole key, such as {@code quotawatch.fleet.redis.url}
         * @param value as it was configured, without a password
         * @param allowed what is allowed, such as {@code must begin with redis:// or rediss://}
         */
        void add(String property, String value, String allowed);
    }
}
