package app.quotawatch.spi.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a store is opened with.
 *
 * @param fleet the name of the fleet, {@code [A-Za-z0-9._-]{1,64}}
 * @param environment such as {@code production}, any text: replicas of different environments share nothing
 * @param replica identifies this incarnation of this replica: random, new at each start
 * @param syncInterval how often an exchange is wanted, at most
 * @param timeout of one exchange, from connecting to the last byte
 * @param property returns the store's own properties by their names after {@code quotawatch.fleet.}, such as {@code redis.url}
 */
public record FleetSettings(String fleet, String environment, String replica, Duration syncInterval, Duration timeout,
        Function<String, Optional<String>> property) {

    /** Returns the fleet, the environment and the replica; no property, since one may be a password. */
    @Override
    public String toString() {
        return "FleetSettings[" + fleet + "/" + environment + ", " + replica + "]";
    }
}
