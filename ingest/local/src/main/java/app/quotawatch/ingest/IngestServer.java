package app.quotawatch.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.http.BodySlots;
import app.quotawatch.ingest.http.HttpLimits;
import app.quotawatch.ingest.http.HttpServer;

/** The HTTP server, its limits, and the routes. */
final class IngestServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(IngestServer.class.getPackageName());

    private static final int CONNECTIONS = 128;
    private static final Duration IDLE = Duration.ofSeconds(60);
    /* Each holds at most a body and its response: some two megabytes. */
    private static final int BODY_SLOTS = 6;
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(2);

    private final URI uri;
    private final StreamHub streams;
    private final HttpServer server;

    IngestServer(Settings settings, EventStore store) {
        InetAddress address = resolve(settings.host());
        warnBeyondLoopback(settings, address);
        ServerSocket socket = bind(settings.host(), address, settings.port());
        this.uri = origin(settings.host(), address, socket.getLocalPort());
        HeavyWork work = new HeavyWork();
        this.streams = new StreamHub(store, work, settings.streamClients(), settings.heartbeat());
        Guard guard = new Guard(address, settings.host(), settings.apiKey());
        this.server = HttpServer.start(socket,
                new HttpLimits(CONNECTIONS + settings.streamClients(), settings.exchangeTimeout(), IDLE),
                new BodySlots(BODY_SLOTS), new Router(guard, routes(store, work, settings.apiKey())),
                new NamedThreads("quotawatch-ingest"));
    }

    private Map<String, Route> routes(EventStore store, HeavyWork work, @Nullable String apiKey) {
        ReadHandlers read = new ReadHandlers(store, work);
        Map<String, Route> routes = new LinkedHashMap<>(Pages.routes());
        routes.put("/v1/ingest", new Route("POST", new IngestHandler(store, work, apiKey)));
        routes.put("/v1/events", new Route("GET", read::events));
        routes.put("/v1/summary", new Route("GET", read::summary));
        routes.put("/v1/stream", new Route("GET", streams));
        return routes;
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("the host " + host + " is unknown", e);
        }
    }

    private static void warnBeyondLoopback(Settings settings, InetAddress address) {
        if (address.isLoopbackAddress()) {
            return;
        }
        if (settings.apiKey() == null) {
            throw new IllegalArgumentException(
                    "apiKey: is required if host is not loopback, because others can reach " + settings.host());
        }
        LOG.log(Level.WARNING, "Listening on " + settings.host() + ", beyond this machine and without encryption:"
                + " whoever can listen to this network can read the project key and the calls");
    }

    private static ServerSocket bind(String host, InetAddress address, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(address, port));
                return socket;
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of " + host + ": " + e.getMessage(), e);
        }
    }

    private static URI origin(String host, InetAddress address, int port) {
        String reachable = address.isAnyLocalAddress() ? "localhost" : host;
        if (reachable.contains(":") && !reachable.startsWith("[")) {
            reachable = "[" + reachable + "]";
        }
        return URI.create("http://" + reachable + ":" + port);
    }

    URI uri() {
        return uri;
    }

    int streamClients() {
        return streams.clients();
    }

    /** Exchanges in progress still get a response, so that a sender's last batch is not lost. */
    @Override
    public void close() {
        streams.close();
        server.close(CLOSE_GRACE);
    }
}
