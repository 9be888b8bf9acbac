package app.quotawatch.quarkus.runtime;

import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigDocIgnore;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;

/**
 * QuotaWatch
 * <p>
 * The keys as Quarkus knows them: for its documentation, its tools and its profiles. Everything is text here, since what is
 * wrong with a value is said by QuotaWatch itself, all at once and in the same words as on every other platform.
 */
@ConfigMapping(prefix = "quotawatch")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface QuotaWatchSettings {

    /**
     * Whether anything is observed at all. If {@code false}, no call is observed and nothing runs in the background.
     */
    @ConfigDocDefault("true")
    Optional<String> enabled();

    /**
     * The project's key. Without it nothing is sent; what is left is known all the same.
     */
    Optional<String> apiKey();

    /**
     * The tag of every event.
     */
    @ConfigDocDefault("production")
    Optional<String> environment();

    /**
     * Where events go: to this URL's {@code /v1/ingest}.
     */
    @ConfigDocDefault("https://ingest.quotawatch.app")
    Optional<String> ingestUrl();

    /**
     * How many events may wait for delivery; the oldest is dropped first. 1 to 1000000.
     */
    @ConfigDocDefault("500")
    Optional<String> bufferSize();

    /**
     * Seconds between two deliveries in the background.
     */
    @ConfigDocDefault("5.0")
    Optional<String> flushIntervalSeconds();

    /**
     * The longest time for one delivery in seconds, and for the last one at shutdown.
     */
    @ConfigDocDefault("5.0")
    Optional<String> deliveryTimeoutSeconds();

    /**
     * Percentages of a window at which {@code QuotaThresholdReached} is fired.
     */
    @ConfigDocDefault("80,95,100")
    Optional<String> thresholds();

    /**
     * How endpoints are named: {@code path}, the path of the URL as sent, or {@code template}, such as
     * <code>/customers/{id}</code>.
     */
    @ConfigDocDefault("path")
    Optional<String> endpoint();

    /**
     * What becomes of calls that got no answer: {@code local} counts them in the application only, {@code send} sends them
     * too, with status 599.
     */
    @ConfigDocDefault("local")
    Optional<String> failures();

    /**
     * Has no meaning on Quarkus, whose own executor is used.
     */
    @ConfigDocIgnore
    Optional<String> executor();

    /**
     * The IDs of the APIs, where a source of the configuration cannot be enumerated.
     */
    @WithName("apis")
    @ConfigDocDefault("those of which any key is set")
    Optional<String> apiIds();

    /**
     * The APIs to observe.
     */
    @WithName("apis")
    @ConfigDocMapKey("id")
    Map<String, Api> apis();

    /** The health check. */
    Health health();

    /** Everything else under the prefix, which QuotaWatch warns of by itself, naming the key that was probably meant. */
    @WithParentName
    @ConfigDocIgnore
    Map<String, String> others();

    /** One API. */
    interface Api {

        /**
         * The API's name in events.
         */
        @ConfigDocDefault("the ID")
        Optional<String> name();

        /**
         * What the URLs of its calls begin with: scheme, host, port and the beginning of the path;
         * {@code https://*.example.com} for any subdomain. Required.
         */
        Optional<String> baseUrl();

        /** What is known of its limits. */
        Limits limits();
    }

    /** The limits of an API that its owner knows. */
    interface Limits {

        /**
         * Calls within any 60 seconds.
         */
        Optional<String> requestsPerMinute();

        /**
         * Calls a day, from midnight UTC.
         */
        Optional<String> requestsPerDay();

        /**
         * Tokens a day, from midnight UTC.
         */
        Optional<String> tokensPerDay();
    }

    /** The health check. */
    interface Health {

        /**
         * Whether the health check {@code quotawatch} is DOWN while a window of any API is exhausted.
         */
        @ConfigDocDefault("false")
        Optional<String> exhaustedIsDown();
    }
}
