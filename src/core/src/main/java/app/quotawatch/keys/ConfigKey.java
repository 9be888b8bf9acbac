package app.quotawatch.keys;

import org.jspecify.annotations.Nullable;

/**
 * The configuration keys, in the order of the documentation. Texts are Markdown, of which they use nothing but backticks.
 */
public enum ConfigKey {

    ENABLED("quotawatch.enabled", "`true`", Allowed.oneOf("true", "false"),
            "Whether calls are observed; if `false`, nothing is registered, no thread is started, and the injected bean does "
                    + "nothing."),
    API_KEY("quotawatch.api-key", "none", Allowed.anything(),
            "The project's key; without it nothing is sent, everything else works."),
    ENVIRONMENT("quotawatch.environment", "`production`", Allowed.anything(), "The tag of every event."),
    INGEST_URL("quotawatch.ingest-url", "`https://ingest.quotawatch.app`", Allowed.text(
            "must be an absolute http or https URL without user, query and fragment"),
            "The ingest: events go to this URL + `/v1/ingest`."),
    BUFFER_SIZE("quotawatch.buffer-size", "`500`", Allowed.wholeNumber(1, 1_000_000),
            "How many events are kept while they wait; the oldest is dropped first."),
    FLUSH_INTERVAL("quotawatch.flush-interval-seconds", "`5.0`", Allowed.seconds(86_400),
            "Seconds between two deliveries in the background."),
    DELIVERY_TIMEOUT("quotawatch.delivery-timeout-seconds", "`5.0`", Allowed.seconds(86_400),
            "The limit of one request in seconds, and of the last flush at shutdown."),
    THRESHOLDS("quotawatch.thresholds", "`80,95,100`", Allowed.eachWholeNumber(1, 100),
            "Percentages of a window at which `QuotaThresholdReached` is fired."),
    ENDPOINT("quotawatch.endpoint", "`path`", Allowed.oneOf("path", "template"),
            "How endpoints are named: `path`, the URL's path as sent, or `template`, such as `/customers/{id}`."),
    FAILURES("quotawatch.failures", "`local`", Allowed.oneOf("local", "send"),
            "The outcome of calls that receive no response: `local` counts them in this process only, `send` also sends them, "
                    + "with status 599."),
    EXECUTOR("quotawatch.executor", "the platform's default", Allowed.anything(),
            "The JNDI name of the `ManagedScheduledExecutorService` to use; ignored on Quarkus."),
    APIS("quotawatch.apis", "none", Allowed.anything(),
            "The IDs, where a source cannot be enumerated, separated by commas."),

    NAME("quotawatch.apis.ID.name", "`ID`", Allowed.anything(), "The API's name in events."),
    BASE_URL("quotawatch.apis.ID.base-url", "required", Allowed.anything(),
            "The beginning of the URLs of its calls: scheme, host, port and path prefix; `https://*.example.com` for any "
                    + "subdomain."),
    REQUESTS_PER_SECOND("quotawatch.apis.ID.limits.requests-per-second", "none", Allowed.positiveNumber(),
            "Calls within any second."),
    REQUESTS_PER_MINUTE("quotawatch.apis.ID.limits.requests-per-minute", "none", Allowed.positiveNumber(),
            "Calls within any 60 seconds."),
    REQUESTS_PER_HOUR("quotawatch.apis.ID.limits.requests-per-hour", "none", Allowed.positiveNumber(),
            "Calls within any 60 minutes."),
    REQUESTS_PER_DAY("quotawatch.apis.ID.limits.requests-per-day", "none", Allowed.positiveNumber(),
            "Calls per day, from midnight UTC."),
    REQUESTS_PER_MONTH("quotawatch.apis.ID.limits.requests-per-month", "none", Allowed.positiveNumber(),
            "Calls per calendar month, from midnight UTC on its first day."),
    TOKENS_PER_SECOND("quotawatch.apis.ID.limits.tokens-per-second", "none", Allowed.positiveNumber(),
            "Tokens within any second."),
    TOKENS_PER_MINUTE("quotawatch.apis.ID.limits.tokens-per-minute", "none", Allowed.positiveNumber(),
            "Tokens within any 60 seconds."),
    TOKENS_PER_HOUR("quotawatch.apis.ID.limits.tokens-per-hour", "none", Allowed.positiveNumber(),
            "Tokens within any 60 minutes."),
    TOKENS_PER_DAY("quotawatch.apis.ID.limits.tokens-per-day", "none", Allowed.positiveNumber(),
            "Tokens per day, from midnight UTC."),
    TOKENS_PER_MONTH("quotawatch.apis.ID.limits.tokens-per-month", "none", Allowed.positiveNumber(),
            "Tokens per calendar month, from midnight UTC on its first day."),
    PARTITION("quotawatch.apis.ID.partition", "`none`", Allowed.text(
            "must be none, credential, endpoint, header:NAME or response-header:NAME, where NAME is not that of a header with a "
                    + "credential"),
            "What distinguishes calls that count against different quotas, where the names and limits of the provider's windows "
                    + "do not."),
    SHARED("quotawatch.apis.ID.fleet", "`true`", Allowed.oneOf("true", "false"),
            "Whether the replicas share what they know of its quota, if there is a fleet."),

    FLEET_STORE("quotawatch.fleet.store", "none", Allowed.anything(),
            "Where the replicas of the application share what they know of their quotas: `redis`, `jdbc`, or the name of another "
                    + "store on the class path."),
    FLEET_NAME("quotawatch.fleet.name", "required with a store", Allowed.text(
            "must be 1 to 64 letters, digits, dots, underscores or hyphens"),
            "The name that the replicas have in common: those of one name and environment share their quotas."),
    FLEET_SYNC_INTERVAL("quotawatch.fleet.sync-interval-seconds", "`1.0`", Allowed.seconds(0.1, 60),
            "Seconds between two exchanges with the store, at least."),
    FLEET_TIMEOUT("quotawatch.fleet.timeout-seconds", "`0.5`", Allowed.seconds(60),
            "The limit of one exchange in seconds."),
    FLEET_REDIS_URL("quotawatch.fleet.redis.url", "none", Allowed.anything(),
            "The URL of Redis or Valkey."),
    FLEET_REDIS_CLIENT("quotawatch.fleet.redis.client-name", "none", Allowed.anything(),
            "The name of the application's Redis client to use; Quarkus only."),
    FLEET_DATA_SOURCE("quotawatch.fleet.jdbc.data-source", "none", Allowed.anything(),
            "The JNDI name of the `DataSource` to use; on Quarkus, the name of the datasource."),

    METRICS_ENABLED("quotawatch.metrics.enabled", "`true`", Allowed.oneOf("true", "false"),
            "Whether meters are published where the runtime has Micrometer or OpenTelemetry."),
    TRACES_ENABLED("quotawatch.traces.enabled", "`true`", Allowed.oneOf("true", "false"),
            "Whether the span of a call shows the API and its tightest window where the runtime has OpenTelemetry."),
    EXHAUSTED_IS_DOWN("quotawatch.health.exhausted-is-down", "`false`", Allowed.oneOf("true", "false"),
            "Whether the health check `quotawatch` is DOWN while a window of any API is exhausted.");

    /** What every key begins with. */
    public static final String PREFIX = "quotawatch.";

    /** What every key of an API begins with; its ID follows. */
    public static final String API_PREFIX = "quotawatch.apis.";

    /** What every key of the fleet begins with. */
    public static final String FLEET_PREFIX = "quotawatch.fleet.";

    /** What the property of every limit begins with. */
    public static final String LIMITS = "limits.";

    private static final String API_PLACEHOLDER = API_PREFIX + "ID.";

    private final String key;
    private final String defaultText;
    private final Allowed allowed;
    private final String meaning;

    ConfigKey(String key, String defaultText, Allowed allowed, String meaning) {
        this.key = key;
        this.defaultText = defaultText;
        this.allowed = allowed;
        this.meaning = meaning;
    }

    /** Returns the key; that of an API's property has {@code ID} in the place of the API's ID. */
    public String key() {
        return key;
    }

    /** Returns whether each API has this key. */
    public boolean isOfApi() {
        return key.startsWith(API_PLACEHOLDER);
    }

    /** Returns whether this is the key of a limit. */
    public boolean isLimit() {
        return key.startsWith(API_PLACEHOLDER + LIMITS);
    }

    /** Returns what follows the ID in the key of an API's property, such as {@code base-url}. */
    public String property() {
        return key.substring(API_PLACEHOLDER.length());
    }

    /** Returns the key of an API's property; the ID is in quotes if it needs them. */
    public String of(String id) {
        return ofApi(id) + "." + property();
    }

    /** Returns what the keys of an API begin with, without a dot at the end; the ID is in quotes if it needs them. */
    public static String ofApi(String id) {
        return API_PREFIX + (needsQuotes(id) ? '"' + id + '"' : id);
    }

    /** Returns whether an ID is to be written in quotes, as it could be taken for several segments of a key. */
    public static boolean needsQuotes(String id) {
        return id.indexOf('.') >= 0;
    }

    /** Returns what applies if the key is not set: the value in backticks, or a description of it. */
    public String defaultText() {
        return defaultText;
    }

    /** Returns the value that applies if the key is not set, as it would be configured; null if there is none for every API. */
    public @Nullable String defaultValue() {
        return defaultText.startsWith("`") && !isOfApi() ? defaultText.substring(1, defaultText.length() - 1) : null;
    }

    /** Returns which values are accepted. */
    public Allowed allowed() {
        return allowed;
    }

    /** Returns the meaning and, unless that names every accepted value, the rule for them; one sentence each. */
    public String description() {
        String rule = allowed.rule();
        return rule.isEmpty() || !allowed.choices().isEmpty()
                ? meaning
                : meaning + " " + Character.toUpperCase(rule.charAt(0)) + rule.substring(1) + ".";
    }

    @Override
    public String toString() {
        return key;
    }
}
