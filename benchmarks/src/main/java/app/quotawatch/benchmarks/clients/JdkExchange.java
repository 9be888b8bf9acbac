package app.quotawatch.benchmarks.clients;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

import app.quotawatch.benchmarks.filters.Responses;
import app.quotawatch.clients.jdk.QuotaWatchHttpClient;

/** A client of the JDK's kind that responds at once. */
final class JdkExchange implements Exchange {

    private final HttpClient client;
    private final HttpRequest request;
    private final HttpResponse.BodyHandler<Void> handler = HttpResponse.BodyHandlers.discarding();

    JdkExchange(String url, int rateLimitHeaders, boolean observed) {
        request = HttpRequest.newBuilder(URI.create(url)).build();
        HttpClient bare = new Client(Responses.inARow(rateLimitHeaders).stream()
                .map(lines -> new Response(request, headers(lines))).toArray(Response[]::new));
        client = observed ? QuotaWatchHttpClient.observe(bare) : bare;
    }

    private static HttpHeaders headers(List<Map.Entry<String, String>> lines) {
        return HttpHeaders.of(lines.stream().collect(Collectors.toMap(Map.Entry::getKey,
                line -> List.of(line.getValue()))), (name, value) -> true);
    }

    @Override
    public Object make() throws IOException, InterruptedException {
        return client.send(request, handler);
    }

    private record Response(HttpRequest request, HttpHeaders headers)
            implements
                HttpResponse<Void>,
                HttpResponse.ResponseInfo {

        @Override
        public int statusCode() {
            return 200;
        }

        @Override
        public Optional<HttpResponse<Void>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Void body() {
            return null;
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    private static final class Client extends HttpClient {

        private final Response[] responses;
        private int turn;

        Client(Response[] responses) {
            this.responses = responses;
        }

        @Override
        @SuppressWarnings("unchecked") // the only handler discards the body
        public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
            turn = turn + 1 & responses.length - 1;
            handler.apply(responses[turn]);
            return (HttpResponse<T>) responses[turn];
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request,
                HttpResponse.BodyHandler<T> handler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request,
                HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushPromiseHandler) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return Optional.empty();
        }

        @Override
        public Redirect followRedirects() {
            return Redirect.NEVER;
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return Optional.empty();
        }

        @Override
        public SSLContext sslContext() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SSLParameters sslParameters() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return Optional.empty();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }

        @Override
        public Optional<Executor> executor() {
            return Optional.empty();
        }
    }
}
