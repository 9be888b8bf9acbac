package app.quotawatch.tck.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.QuotaWatchConfigBuilder;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.faults.Connection;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.FaultyServer;

/** An application whose QuotaWatch watches the APIs Upstream, Other, Secure and Nowhere, all of which run here but the last. */
public final class World implements AutoCloseable {

    public static final URI NOWHERE = URI.create("http://nowhere.invalid/v1/things");

    private final FaultyServer upstream = FaultyServer.start(Responses.status(200), request -> {});
    private final FaultyServer other = FaultyServer.start(Responses.status(200), request -> {});
    private final FaultyServer secure;
    private final RecordedCalls recorded = new RecordedCalls();
    private RunningQuotaWatch quotaWatch;

    World(FaultyServer secure) {
        this.secure = secure;
    }

    private static QuotaWatchConfigBuilder config(URI upstream, URI other, URI secure) {
        return QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Upstream").baseUrl(upstream.toString()).build())
                .api(ApiConfig.builder("Other").baseUrl(other.toString()).build())
                .api(ApiConfig.builder("Secure").baseUrl(secure.toString()).build())
                .api(ApiConfig.builder("Nowhere").baseUrl("http://nowhere.invalid").build())
                .deliveryTimeout(Duration.ofSeconds(1));
    }

    /** Starts QuotaWatch. */
    public World start() {
        return start(config(upstream.url(), other.url(), secure.url()));
    }

    /** Starts QuotaWatch, which watches one more API. */
    public World start(String api, URI baseUrl) {
        return start(config(upstream.url(), other.url(), secure.url())
                .api(ApiConfig.builder(api).baseUrl(baseUrl.toString()).build()));
    }

    private World start(QuotaWatchConfigBuilder config) {
        quotaWatch = QuotaWatch.init(config.build());
        quotaWatch.onCall(recorded);
        return this;
    }

    public RunningQuotaWatch quotaWatch() {
        return quotaWatch;
    }

    /** Returns what is recorded. */
    public RecordedCalls recorded() {
        return recorded;
    }

    /** Returns the API that does what the test specifies, by default responds with 200 and a window. */
    public FaultyServer upstream() {
        return upstream;
    }

    /** Returns an API of another origin. */
    public FaultyServer other() {
        return other;
    }

    /** Returns a URL of the upstream. */
    public URI url(String path) {
        return upstream.url().resolve(path);
    }

    /** Returns the upstream's URL under a name that belongs to no API. */
    public URI unmatched(String path) {
        return URI.create("http://127.0.0.1:" + upstream.port() + path);
    }

    /** Returns a URL whose host has a certificate that nobody trusts. */
    public URI untrusted() {
        return secure.url().resolve("/v1/things");
    }

    /** Refuses connections to the upstream from now on. */
    public void refuseConnections() {
        upstream.behave(new Refusing());
    }

    @Override
    public void close() {
        if (quotaWatch != null) {
            quotaWatch.close();
        }
        upstream.close();
        other.close();
    }

    private static final class Refusing implements Fault {

        @Override
        public void serve(Connection connection) throws IOException {
            connection.end(); // the client had opened it before
        }

        @Override
        public boolean refuses() {
            return true;
        }
    }
}
