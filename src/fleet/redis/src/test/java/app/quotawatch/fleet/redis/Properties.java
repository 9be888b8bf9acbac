package app.quotawatch.fleet.redis;

import java.util.Optional;
import java.util.function.Function;

/** The properties of a fleet on Redis. */
final class Properties {

    private Properties() {}

    static Function<String, Optional<String>> url(String url) {
        return name -> name.equals("redis.url") ? Optional.of(url) : Optional.empty();
    }
}
