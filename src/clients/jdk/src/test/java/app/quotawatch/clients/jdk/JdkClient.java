package app.quotawatch.clients.jdk;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import app.quotawatch.tck.http.Ability;
import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpCall;
import app.quotawatch.tck.http.HttpResult;
import app.quotawatch.tck.http.Outcome;

/** The JDK's client, asked to wait or not. */
final class JdkClient implements ClientUnderTest {

    private final HttpClient client;
    private final ClientSetup setup;
    private final boolean async;

    JdkClient(ClientSetup setup, boolean async) {
        this.setup = setup;
        this.async = async;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(setup.redirects() ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
                .version(setup.http2() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(setup.connectTimeout());
        setup.trusted().ifPresent(certificate -> builder.sslContext(certificate.trusted("TLS")));
        HttpClient plain = builder.build();
        for (int i = 0; i < setup.hooks(); i++) {
            plain = QuotaWatchHttpClient.observe(plain);
        }
        client = plain;
    }

    static boolean can(Ability ability) {
        return switch (ability) {
            case REDIRECT, HTTP2, HTTP2_TLS, STREAM, ANY_METHOD -> true;
            case CLOSE -> Runtime.version().feature() >= 21;
            case TIMED_REDIRECT, RETRY, CACHE, GZIP, CANCEL, INTERRUPT -> false;
        };
    }

    /* Why the JDK closed the connection of a call whose time is over is a race, whose winner is the cause of the time-out. */
    static boolean isSame(Outcome outcome, Outcome expected) {
        return outcome.equals(expected) || !expected.failure().isEmpty()
                && untilTimeout(outcome).equals(untilTimeout(expected));
    }

    private static List<String> untilTimeout(Outcome outcome) {
        List<String> chain = outcome.failure();
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).startsWith("java.net.http.HttpTimeoutException: ")) {
                return chain.subList(0, i + 1);
            }
        }
        return chain;
    }

    private HttpRequest request(HttpCall call) {
        BodyPublisher body = call.bodyFailure().isPresent() ? BodyPublishers.ofInputStream(() -> {
            throw call.bodyFailure().get();
        }) : call.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body());
        return HttpRequest.newBuilder(call.uri()).method(call.method(), body).timeout(setup.timeout()).build();
    }

    private static HttpResult result(HttpResponse<InputStream> response) {
        return new HttpResult(response.statusCode(), name -> response.headers().firstValue(name).orElse(null),
                response.body());
    }

    @Override
    public HttpResult call(HttpCall call) throws Exception {
        if (async) {
            return start(call).await();
        }
        return result(client.send(request(call), BodyHandlers.ofInputStream()));
    }

    @Override
    public Started start(HttpCall call) {
        CompletableFuture<HttpResponse<InputStream>> future = client.sendAsync(request(call),
                BodyHandlers.ofInputStream());
        return new Started() {

            @Override
            public void cancel() {
                future.cancel(true);
            }

            @Override
            public HttpResult await() throws InterruptedException, ExecutionException {
                return result(future.get());
            }
        };
    }

    @Override
    public void close() {
        if (can(Ability.CLOSE)) {
            LaterMethods.shutdownNow(client);
        }
    }
}
