package app.quotawatch.ingest;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A running local ingest: takes batches at {@code /v1/ingest}, keeps the latest calls in memory and shows them at
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

    /** A builder with the defaults: {@code localhost}, port 3001, any project key, any number of APIs. */
    public static Builder builder() {
        return new Builder();
    }

    /** The origin to use as {@code quotawatch.ingest-url}, such as {@code http://localhost:3001}. */
    public URI uri() {
        return server.uri();
    }

    /** The events still kept, in the order of their arrival: a copy, unmodifiable. */
    public List<StoredEvent> events() {
        return store.oldestFirst();
    }

    /** How many events were ever stored. */
    public long received() {
        return store.received();
    }

    /** How many batches were stored, empty ones included; one repeated with its idempotency key counts once. */
    public long batches() {
        return store.batches();
    }

    /** How many batches were refused, for whatever reason. */
    public long rejectedBatches() {
        return store.rejectedBatches();
    }

    /** Frees the port and the threads and ends open streams. What was received can still be read. Idempotent. */
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

    /** Settings of a {@link LocalIngest}; what is wrong with them is said by {@link #start()}, all at once. */
    public static final class Builder {

        private String host = "localhost";
        private int port = 3001;
        private String apiKey;
        private Integer planApis;
        private int keptEvents = 10_000;
        private int streamClients = 16;
        private Duration heartbeat = Duration.ofSeconds(2);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /** Host name or address to listen on. Whoever can reach it can send and read: keep to loopback. */
        public Builder host(String value) {
            this.host = value;
            return this;
        }

        /** Port to listen on; 0 takes any free one. */
        public Builder port(int value) {
            this.port = value;
            return this;
        }

        /** The only project key to accept; null, the default, accepts any. */
        public Builder apiKey(String value) {
            this.apiKey = value;
            return this;
        }

        /** How many different APIs to accept, 1 to 10,000, as a plan would; the default is any number. */
        public Builder planApis(int value) {
            this.planApis = value;
            return this;
        }

        /** How many of the latest events to keep, 1 to 1,000,000; fewer where they are very large. Default 10,000. */
        public Builder keptEvents(int value) {
            this.keptEvents = value;
            return this;
        }

        /** How many dashboards may be open at a time, 1 to 256. Default 16. */
        public Builder streamClients(int value) {
            this.streamClients = value;
            return this;
        }

        /** The time the windows of the summary end at. Default: the system's. */
        public Builder clock(Clock value) {
            this.clock = value;
            return this;
        }

        Builder heartbeat(Duration value) {
            this.heartbeat = value;
            return this;
        }

        /**
         * Starts to listen.
         *
         * @throws IllegalArgumentException     naming every setting that is wrong
         * @throws java.io.UncheckedIOException if the host is not known or the port can't be had
         */
        public LocalIngest start() {
            return new LocalIngest(
                    new Settings(host, port, apiKey, planApis, keptEvents, streamClients, heartbeat, clock));
        }
    }
}
