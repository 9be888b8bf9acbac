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
 * The keys as Quarkus knows them: for its documentation, its tools and its profiles. Everything is text here, since QuotaWatch
 * itself validates the values: it reports every problem at once, and in the same words as on every other platform. A test
 * holds names, defaults and sentences against the one list of keys.
 */
@ConfigMapping(prefix = "quotawatch")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface QuotaWatchSettings {

    /**
     * Whether calls are observed; if {@code false}, nothing is registered, no thread is started, and the injected bean
     * does nothing.
     */
    @ConfigDocDefault("true")
    Optional<String> enabled();

    /**
     * The project's key; without it nothing is sent, everything else works.
     */
    Optional<String> apiKey();

    /**
     * The tag of every event.
     */
    @ConfigDocDefault("production")
    Optional<String> environment();

    /**
     * The ingest: events go to this URL + {@code /v1/ingest}. Must be an absolute http or https URL without user, query
     * and fragment.
     */
    @ConfigDocDefault("https://ingest.quotawatch.app")
    Optional<String> ingestUrl();

    /**
     * How many events are kept while they wait; the oldest is dropped first. Must be a whole number from 1 to 1000000.
     */
    @ConfigDocDefault("500")
    Optional<String> bufferSize();

    /**
     * Seconds between two deliveries in the background. Must be more than 0 and at most 86400 seconds.
     */
    @ConfigDocDefault("5.0")
    Optional<String> flushIntervalSeconds();

    /**
     * The limit of one request in seconds, and of the last flush at shutdown. Must be more than 0 and at most 86400
     * seconds.
     */
    @ConfigDocDefault("5.0")
    Optional<String> deliveryTimeoutSeconds();

    /**
     * Percentages of a window at which {@code QuotaThresholdReached} is fired. Each must be a whole number from 1 to
     * 100.
     */
    @ConfigDocDefault("80,95,100")
    Optional<String> thresholds();

    /**
     * How endpoints are named: {@code path}, the URL's path as sent, or {@code template}, such as
     * <code>/customers/{id}</code>.
     */
    @ConfigDocDefault("path")
    Optional<String> endpoint();

    /**
     * The outcome of calls that receive no response: {@code local} counts them in this process only, {@code send} also
     * sends them, with status 599.
     */
    @ConfigDocDefault("local")
    Optional<String> failures();

    /**
     * The JNDI name of the {@code ManagedScheduledExecutorService} to use; ignored on Quarkus.
     */
    @ConfigDocIgnore
    Optional<String> executor();

    /**
     * The IDs, where a source cannot be enumerated, separated by commas.
     */
    @WithName("apis")
    Optional<String> apiIds();

    /**
     * The APIs to observe.
     */
    @WithName("apis")
    @ConfigDocMapKey("id")
    Map<String, Api> apis();

    /** What the replicas of the application share. */
    Fleet fleet();

    /** The meters. */
    Metrics metrics();

    /** The attributes of spans. */
    Traces traces();

    /** The health check. */
    Health health();

    /** Everything else under the prefix: QuotaWatch itself warns of it, and names the key that was probably meant. */
    @WithParentName
    @ConfigDocIgnore
    Map<String, String> others();

    /** One API. */
    interface Api {

        /**
         * The API's name in events.
         */
        @ConfigDocDefault("ID")
        Optional<String> name();

        /**
         * The beginning of the URLs of its calls: scheme, host, port and path prefix; {@code https://*.example.com} for
         * any subdomain.
         */
        Optional<String> baseUrl();

        /** What is known of its limits. */
        Limits limits();

        /**
         * What distinguishes calls that count against different quotas, where the names and limits of the provider's
         * windows do not. Must be none, credential, endpoint, header:NAME or response-header:NAME, where NAME is not
         * that of a header with a credential.
         */
        @ConfigDocDefault("none")
        Optional<String> partition();

        /**
         * Whether the replicas share what they know of its quota, if there is a fleet.
         */
        @WithName("fleet")
        @ConfigDocDefault("true")
        Optional<String> shared();
    }

    /** The limits of an API that its owner knows. */
    interface Limits {

        /**
         * Calls within any second. Must be a whole number of 1 or more.
         */
        Optional<String> requestsPerSecond();

        /**
         * Calls within any 60 seconds. Must be a whole number of 1 or more.
         */
        Optional<String> requestsPerMinute();

        /**
         * Calls within any 60 minutes. Must be a whole number of 1 or more.
         */
        Optional<String> requestsPerHour();

        /**
         * Calls per day, from midnight UTC. Must be a whole number of 1 or more.
         */
        Optional<String> requestsPerDay();

        /**
         * Calls per calendar month, from midnight UTC on its first day. Must be a whole number of 1 or more.
         */
        Optional<String> requestsPerMonth();

        /**
         * Tokens within any second. Must be a whole number of 1 or more.
         */
        Optional<String> tokensPerSecond();

        /**
         * Tokens within any 60 seconds. Must be a whole number of 1 or more.
         */
        Optional<String> tokensPerMinute();

        /**
         * Tokens within any 60 minutes. Must be a whole number of 1 or more.
         */
        Optional<String> tokensPerHour();

        /**
         * Tokens per day, from midnight UTC. Must be a whole number of 1 or more.
         */
        Optional<String> tokensPerDay();

        /**
         * Tokens per calendar month, from midnight UTC on its first day. Must be a whole number of 1 or more.
         */
        Optional<String> tokensPerMonth();
    }

    /** What the replicas of the application share. */
    interface Fleet {

        /**
         * Where the replicas of the application share what they know of their quotas: {@code redis}, {@code jdbc}, or the
         * name of another store on the class path.
         */
        Optional<String> store();

        /**
         * The name that the replicas have in common: those of one name and environment share their quotas. Must be 1 to 64
         * letters, digits, dots, underscores or hyphens.
         */
        @WithName("name")
        Optional<String> fleetName();

        /**
         * Seconds between two exchanges with the store, at least. Must be from 0.1 to 60 seconds.
         */
        @ConfigDocDefault("1.0")
        Optional<String> syncIntervalSeconds();

        /**
         * The limit of one exchange in seconds. Must be more than 0 and at most 60 seconds.
         */
        @ConfigDocDefault("0.5")
        Optional<String> timeoutSeconds();

        /** Redis or Valkey. */
        Redis redis();

        /** A database. */
        Jdbc jdbc();
    }

    /** Redis or Valkey. */
    interface Redis {

        /**
         * The URL of Redis or Valkey.
         */
        @ConfigDocIgnore
        Optional<String> url();

        /**
         * The name of the application's Redis client to use; Quarkus only.
         */
        Optional<String> clientName();
    }

    /** A database. */
    interface Jdbc {

        /**
         * The JNDI name of the {@code DataSource} to use; on Quarkus, the name of the datasource.
         */
        Optional<String> dataSource();
    }

    /** The meters. */
    interface Metrics {

        /**
         * Whether meters are published where the runtime has Micrometer or OpenTelemetry.
         */
        @WithName("enabled")
        @ConfigDocDefault("true")
        Optional<String> metricsEnabled();
    }

    /** The attributes of spans. */
    interface Traces {

        /**
         * Whether the span of a call shows the API and its tightest window where the runtime has OpenTelemetry.
         */
        @WithName("enabled")
        @ConfigDocDefault("true")
        Optional<String> tracesEnabled();
    }

    /** The health check. */
    interface Health {

        /**
         * Whether the health check {@code quotawatch} is DOWN while a window of any API is exhausted.
         */
        @ConfigDocDefault("false")
        Optional<String> exhaustedIsDown();
    }

    /** Returns whether a value is true; if it is not set, the default. */
    static boolean isTrue(Optional<String> value, boolean defaultValue) {
        return value.isEmpty() ? defaultValue : Boolean.parseBoolean(value.get().strip());
    }
}
