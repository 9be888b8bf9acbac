package app.quotawatch.clients.jdk;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/** Delegates everything to a client, and observes what it sends. */
final class ObservedHttpClient extends HttpClient {

    /*
     * The JDK's client sends further requests for one call where it follows redirects or answers a challenge for credentials. It
     * reveals them only with the response (previousResponse), so only a client that can do neither lets a call end as soon as
     * its headers arrive.
     */

    private final HttpClient client;
    private final ClientObserver observer;
    private final boolean mayHop;

    ObservedHttpClient(HttpClient client, ClientObserver observer) {
        this.client = client;
        this.observer = observer;
        this.mayHop = client.followRedirects() != Redirect.NEVER || client.authenticator().isPresent();
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Exchange<T> exchange = begin(request, handler);
        HttpResponse<T> response;
        if (exchange == null) {
            response = client.send(request, handler);
            if (mayHop) {
                Exchange.redirected(observer, null, response);
            }
            return response;
        }
        try {
            response = client.send(request, exchange);
        } catch (Throwable failure) { // an Error is one, too
            exchange.failed(failure);
            throw failure;
        }
        exchange.completed(response);
        return response;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        Exchange<T> exchange = beginAsync(request, handler);
        if (exchange == null) {
            return client.sendAsync(request, handler);
        }
        try {
            return exchange.endingWith(client.sendAsync(request, exchange));
        } catch (Throwable failure) { // an Error is one, too
            exchange.failed(failure);
            throw failure;
        }
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler,
            @Nullable PushPromiseHandler<T> pushPromiseHandler) {
        Exchange<T> exchange = beginAsync(request, handler);
        if (exchange == null) {
            return client.sendAsync(request, handler, pushPromiseHandler);
        }
        try {
            return exchange.endingWith(client.sendAsync(request, exchange, pushPromiseHandler));
        } catch (Throwable failure) { // an Error is one, too
            exchange.failed(failure);
            throw failure;
        }
    }

    /* An exchange that belongs to no API may be redirected to one, which only its future reveals. */
    private <T> @Nullable Exchange<T> beginAsync(@Nullable HttpRequest request, @Nullable BodyHandler<T> handler) {
        Exchange<T> exchange = begin(request, handler);
        return exchange == null && mayHop && request != null && handler != null
                ? new Exchange<>(observer, null, handler, true)
                : exchange;
    }

    /* Null if there is nothing to observe; the client itself complains of missing arguments. */
    private <T> @Nullable Exchange<T> begin(@Nullable HttpRequest request, @Nullable BodyHandler<T> handler) {
        try {
            if (request == null || handler == null) {
                return null;
            }
            Observation call = observer.start(request.method(), request.uri());
            if (call != null && call.wantsRequestHeaders()) {
                call.requestHeaders(request.headers().map());
            }
            return call == null ? null : new Exchange<>(observer, call, handler, mayHop);
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
            return null;
        }
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    /* Overrides from Java 21 on; before, nobody can call them. */

    public void close() {
        LaterMethods.close(client);
    }

    public void shutdown() {
        LaterMethods.shutdown(client);
    }

    public void shutdownNow() {
        LaterMethods.shutdownNow(client);
    }

    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return LaterMethods.awaitTermination(client, duration);
    }

    public boolean isTerminated() {
        return LaterMethods.isTerminated(client);
    }

    @Override
    public String toString() {
        return "QuotaWatch[" + client + "]";
    }
}
