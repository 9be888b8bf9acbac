package app.quotawatch.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.log.Log;

/**
 * Posts JSON to one URL, over one HTTP/1.1 connection that is kept between requests, on the calling thread. Trusts whom the
 * platform trusts, uses the proxies that the JDK is configured for, and never follows a redirect. Used by one thread at a time;
 * only {@link #abort()} may be called by any. {@code docs/rationale.md} has the reasons for it.
 */
public final class HttpSender {

    /*
     * A connection is kept only after a success whose end is certain; everything else closes it. It is known to this object from
     * the moment it owns a descriptor, so whatever is thrown, and wherever, the next call closes what this one could not.
     */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Endpoint endpoint;
    private final Abort abort = new Abort();
    private final PlatformTls tls;
    private final NameLookup names = new NameLookup();
    private final ProxyLogin login = new ProxyLogin();
    private @Nullable Connection connection;
    private boolean prepared;

    /**
     * Creates a sender; nothing is opened yet.
     *
     * @throws IllegalArgumentException if this is not an http or https URL with a host
     */
    public HttpSender(URI endpoint) {
        this(endpoint, new PlatformTls());
    }

    HttpSender(URI endpoint, PlatformTls tls) {
        this.endpoint = new Endpoint(endpoint);
        this.tls = tls;
    }

    /**
     * A response.
     *
     * @param status the HTTP status
     * @param body the first bytes of the body, at most 8192
     * @param retryAfter the value of that header as it was sent; null if there is none
     * @param date the value of that header as it was sent; null if there is none
     * @param location the value of that header as it was sent; null if there is none
     */
    public record Response(int status, byte[] body, @Nullable String retryAfter, @Nullable String date,
            @Nullable String location) {}

    /** Loads what a request needs, once: on a cold JVM this takes longer than a request, and would use up its time. */
    public void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        try {
            InetAddress.getLoopbackAddress();
            Rehearsal.run(endpoint, abort);
            if (endpoint.isSecure()) {
                TlsSocket.prepare(tls.context(), endpoint.tlsHost(), endpoint.port());
            }
        } catch (IOException | RuntimeException e) {
            Log.thrown(Level.FINE, e, "QuotaWatch failed to prepare its first request");
        }
    }

    /**
     * Sends a request and waits for the response.
     *
     * @param idempotencyKey stays the same when the request is sent again
     * @param json the body
     * @param timeoutNanos bounds the attempt as a whole, from looking up the host to the end of the response
     * @throws java.net.SocketTimeoutException if there is no whole response in time
     * @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted, and stays so
     * @throws java.nio.channels.AsynchronousCloseException if {@link #abort()} was called
     * @throws IOException if there is no response for another reason, or one that is not HTTP
     */
    public Response post(UUID idempotencyKey, byte[] json, long timeoutNanos) throws IOException {
        return post(idempotencyKey, null, json, timeoutNanos);
    }

    /**
     * Sends a request and waits for the response, as {@link #post(UUID, byte[], long)} does.
     *
     * @param dropped the value of the header {@code QuotaWatch-Dropped}, without control characters; null for none
     */
    public Response post(UUID idempotencyKey, @Nullable String dropped, byte[] json, long timeoutNanos)
            throws IOException {
        Attempt attempt = new Attempt(abort, timeoutNanos);
        boolean kept = false;
        try {
            Response response = post(new Post(json, idempotencyKey.toString(), dropped), attempt);
            kept = connection != null && connection.isReusable();
            return response;
        } finally {
            if (!kept) {
                close();
            }
        }
    }

    private Response post(Post post, Attempt attempt) throws IOException {
        attempt.check();
        Connection kept = connection;
        if (kept != null && kept.isAlive(attempt)) {
            try {
                return kept.exchange(post, attempt);
            } catch (IOException e) {
                attempt.check();
                if (kept.anyReceived()) {
                    throw e;
                }
                // the server closed the idle connection at the moment of the request; if it did process the request, it
                // recognises the repetition by its Idempotency-Key
            }
        }
        close();
        Connection fresh = new Connection(endpoint, tls, names, login, abort);
        connection = fresh;
        fresh.open(attempt);
        return fresh.exchange(post, attempt);
    }

    /**
     * Returns the host and port of the proxy that requests go through first; null if they go to the endpoint itself.
     *
     * @throws IOException if the application's proxy selector fails
     */
    public @Nullable String proxy() throws IOException {
        Proxy first = Proxies.to(endpoint.uri()).get(0);
        if (first.type() == Proxy.Type.DIRECT) {
            return null;
        }
        InetSocketAddress address = Proxies.address(first);
        return address.getHostString() + ":" + address.getPort();
    }

    /** Closes the kept connection if it is too old for another request, or if the server has closed it. */
    public void closeIfStale() {
        Connection kept = connection;
        try {
            if (kept != null && !kept.isAlive(new Attempt(abort, LOOK_NANOS))) {
                close();
            }
        } catch (IOException interrupted) { // another time
            Log.thrown(Level.FINEST, interrupted, "QuotaWatch did not look at its connection");
        }
    }

    /** Ends the request in progress, if there is one, and every later one. */
    public void abort() {
        abort.request();
    }

    /** Closes the kept connection, if there is one. */
    public void close() {
        Connection open = connection;
        if (open != null) {
            open.close();
            connection = null;
        }
    }

    @Override
    public String toString() {
        return endpoint.toString();
    }
}
