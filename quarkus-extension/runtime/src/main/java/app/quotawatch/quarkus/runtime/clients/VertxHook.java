package app.quotawatch.quarkus.runtime.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientInternal;
import io.vertx.core.net.SocketAddress;

/** Called by Vert.x's HTTP client, on which its web client and others are built, for each request. */
public final class VertxHook {

    /*
     * A request exists only once there is a connection. Until then, another observation stands for it, which ends if there will be
     * none. Redirects are requests of their own, so each passes here.
     */

    private static final ClientObserver OBSERVER = ClientObserver.ofCaller();
    private static final Object UNOBSERVED = new Object();

    private VertxHook() {}

    /** Leaves the calls of Quarkus's REST client to its filter. */
    public static @Nullable HttpClient leave(@Nullable HttpClient client) {
        try {
            if (client instanceof VertxClient left) {
                left.quotaWatchLeave();
            } else {
                Logger.getLogger(VertxHook.class.getName()).log(Level.FINE, "not observed: {0}", client);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            OBSERVER.internalError(error);
        }
        return client;
    }

    /** Begins to obtain a connection. */
    public static void connecting(HttpClientInternal client, RequestOptions options,
            Promise<HttpClientRequest> request) {
        try {
            if (isLeft(client)) {
                return;
            }
            Observation call = OBSERVER.start(options.getMethod().name(), uri(client, options));
            if (call != null) {
                request.future().onFailure(new NoConnection(call));
            }
        } catch (URISyntaxException noUrl) {
            // Vert.x itself complains
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            OBSERVER.internalError(error);
        }
    }

    private static boolean isLeft(HttpClientInternal client) {
        return !(client instanceof VertxClient known) || known.quotaWatchIsLeft();
    }

    private static URI uri(HttpClientInternal client, RequestOptions options) throws URISyntaxException {
        SocketAddress server = options.getServer();
        boolean inet = server != null && server.isInetSocket();
        String host = options.getHost();
        if (host == null) {
            host = inet ? server.host() : client.options().getDefaultHost();
        }
        Integer port = options.getPort();
        if (port == null) {
            port = inet ? server.port() : client.options().getDefaultPort();
        }
        boolean tls = options.isSsl() == null ? client.options().isSsl() : options.isSsl();
        String path = options.getURI();
        return new URI(isAbsolute(path) ? path : (tls ? "https://" : "http://") + host + ":" + port + path);
    }

    /* That of a request to a proxy. */
    private static boolean isAbsolute(String uri) {
        return uri.startsWith("http://") || uri.startsWith("https://");
    }

    /** Notes whose request this is, which has its connection. */
    public static void created(HttpClientRequest request, HttpClientInternal client) {
        if (isLeft(client) && request instanceof VertxRequest known) {
            known.quotaWatchCall(UNOBSERVED);
        }
    }

    /** Begins the call, unless it has begun: the first bytes of the request are about to be written. */
    public static void sending(HttpClientRequest request) {
        if (!(request instanceof VertxRequest known) || known.quotaWatchCall() != null) {
            return;
        }
        known.quotaWatchCall(UNOBSERVED);
        try {
            String path = request.getURI();
            Observation call = OBSERVER.start(request.getMethod().name(),
                    new URI(isAbsolute(path) ? path : request.absoluteURI()));
            if (call != null) {
                known.quotaWatchCall(call);
                if (call.wantsRequestHeaders()) {
                    call.requestHeaders(map(request.headers()));
                }
            }
        } catch (URISyntaxException noUrl) {
            // belongs to no API
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            OBSERVER.internalError(error);
        }
    }

    /** Ends the call with its response, which may be a redirect. */
    public static void answered(HttpClientRequest request, HttpClientResponse response) {
        try {
            Observation call = call(request);
            if (call != null) {
                call.answered(response.statusCode(), map(response.headers()));
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            OBSERVER.internalError(error);
        }
    }

    /** Ends the call without a response. */
    public static void failed(HttpClientRequest request, Throwable failure) {
        try {
            Observation call = call(request);
            if (call != null) {
                call.failed(failure);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            OBSERVER.internalError(error);
        }
    }

    private static @Nullable Observation call(HttpClientRequest request) {
        return request instanceof VertxRequest known && known.quotaWatchCall() instanceof Observation call
                ? call
                : null;
    }

    private static Map<String, Object> map(MultiMap headers) {
        Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : headers) {
            Object before = map.put(header.getKey(), header.getValue());
            if (before != null) {
                List<Object> values = new ArrayList<>();
                if (before instanceof List<?> several) {
                    values.addAll(several);
                } else {
                    values.add(before);
                }
                values.add(header.getValue());
                map.put(header.getKey(), values);
            }
        }
        return map;
    }

    private static final class NoConnection implements Handler<Throwable> {

        private final Observation call;

        NoConnection(Observation call) {
            this.call = call;
        }

        @Override
        public void handle(Throwable failure) {
            try {
                call.failed(failure);
            } catch (Throwable error) { // whatever it is, it must not reach the caller
                OBSERVER.internalError(error);
            }
        }
    }
}
