package app.quotawatch.ingest;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A running local ingest: accepts batches at {@code /v1/ingest}, keeps the latest calls in memory and shows them at
 * {@code /}. Thread-safe.
 *
 * <pre>{@code
 * try (LocalIngest ingest = LocalIngest.builder().port(0).start()) {
 *     // point quotawatch.ingest-url at ingest.uri()
 *     assertThat(ingest.events()).extracting(StoredEvent::api).containsExactly("OpenAI");
 * }
 * }</pre>
 */
public final class LocalIngest implements AutoCloseable {

    private final EventStore store;
    private final IngestServer server;

    private LocalIngest(Settings settings) {
        this.store = new EventStore(settings);
        this.server = new IngestServer(settings, store);
    }

    /** Returns a builder with the defaults: {@code localhost}, port 3001, any project key, any number of APIs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the origin to use as {@code quotawatch.ingest-url}, such as {@code http://localhost:3001}. */
    public URI uri() {
        return server.uri();
    }

    /** Returns the events still kept, in order of arrival: an unmodifiable copy. */
    public List<StoredEvent> events() {
        return store.oldestFirst();
    }

    /** Returns how many events have been stored since the start. */
    public long received() {
        return store.received();
    }

    /** Returns how many batches were stored, including empty ones; a batch repeated with its idempotency key counts once. */
    public long batches() {
        return store.batches();
    }

    /** Returns how many batches were rejected, for any reason. */
    public long rejectedBatches() {
        return store.rejectedBatches();
    }

    /** Frees the port and the threads and ends open streams. Received events remain readable. Idempotent. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "LocalIngest[" + uri() + ", " + received() + " events received]";
    }

    int streamClients() {
        return server.streamClients();
    }

    /** Settings of a {@link LocalIngest}; {@link #start()} reports every problem with them at once. */
    public static final class Builder {

        private String host = "localhost";
        private int port = 3001;
        private @Nullable String apiKey;
        private @Nullable Integer planApis;
        private int keptEvents = 10_000;
        private int streamClients = 16;
        private Duration heartbeat = Duration.ofSeconds(2);
        private Duration exchangeTimeout = Duration.ofSeconds(20);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Host name or address to listen on. Beyond loopback, an API key is required. Default: {@code localhost}. */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /** Port to listen on; 0 selects any free port. */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /**
         * The only project key to accept; null, the default, accepts any key. Beyond loopback, it is required also for
         * reading, as the password of Basic authentication or as a Bearer token.
         */
        public Builder apiKey(@Nullable String value) {
            this.apiKey = value;
            return this;
        }

        /** How many different APIs to accept, 1 to 10,000, as a plan would; unlimited by default. */
        public Builder planApis(int value) {
            this.planApis = value;
            return this;
        }

        /** How many of the latest events to keep, 1 to 1,000,000; fewer if they need more than 24 MiB. Default: 10,000. */
        public Builder keptEvents(int value) {
            this.keptEvents = value;
            return this;
        }

        /** How many dashboards may be open at a time, 1 to 256. Default: 16. */
        public Builder streamClients(int value) {
            this.streamClients = value;
            return this;
        }

        /** The clock that determines where the summary's windows end. Default: the system clock. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        Builder heartbeat(Duration value) {
            this.heartbeat = value;
            return this;
        }

        Builder exchangeTimeout(Duration value) {
            this.exchangeTimeout = value;
            return this;
        }

        /**
         * Starts listening.
         *
         * @throws IllegalArgumentException     naming every invalid setting, or if the host is not loopback and there is no API
         *                                      key
         * @throws java.io.UncheckedIOException if the host is unknown or the port is unavailable
         */
        public LocalIngest start() {
            return new LocalIngest(
                    new Settings(host, port, apiKey, planApis, keptEvents, streamClients, heartbeat, exchangeTimeout,
                            clock));
        }
    }
}
