package app.quotawatch.server.webhook;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * Sends a message: a few seconds in all, one connection each, no redirects, and to no other address than the one that was checked. The
 * certificate is checked against the host's name all the same, which the client of the JDK cannot do. Thread-safe.
 */
final class WebhookClient {

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    /* What a receiver responds is read up to here, so that it is not cut off while it writes; nothing of it is used. */
    private static final int MAX_RESPONSE_BYTES = 64 * 1024;
    private static final String TIMED_OUT = "no response in time";

    private final HttpClient client;
    private final Resolver resolver;
    private final boolean allowPrivate;
    private final InstantSource clock;
    private final Duration timeout;

    WebhookClient(Vertx vertx, HttpClientOptions trust, Resolver resolver, boolean allowPrivate, InstantSource clock,
            Duration timeout) {
        this.client = vertx.createHttpClient(new HttpClientOptions(trust)
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(Sender.THREADS)
                .setMaxWaitQueueSize(Sender.THREADS));
        this.resolver = resolver;
        this.allowPrivate = allowPrivate;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Makes one attempt, and waits for its end. */
    Outcome send(Due due, String secret) throws InterruptedException {
        long startedAt = System.nanoTime();
        try {
            Target target = Target.of(due.url(), allowPrivate);
            List<InetAddress> addresses = target.addresses(resolver, allowPrivate);
            // another one with each attempt
            InetAddress address = addresses.get(Math.floorMod(due.attempts() - 1, addresses.size()));
            return new Exchange(request(target, address, due, secret), Buffer.buffer(due.body())).await(startedAt);
        } catch (BadTargetException bad) {
            return Outcome.failed("the URL " + bad.rule());
        } catch (UnknownHostException unknown) {
            return Outcome.failed("the host is unknown");
        }
    }

    private RequestOptions request(Target target, InetAddress address, Due due, String secret) {
        byte[] body = due.body().getBytes(StandardCharsets.UTF_8);
        long epochSeconds = clock.instant().getEpochSecond();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.encrypted())
                .setURI(target.path())
                .putHeader("Host", target.authority())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "QuotaWatch-Webhooks/1.0")
                .putHeader("X-QuotaWatch-Event", due.event())
                .putHeader("X-QuotaWatch-Delivery", due.id())
                .putHeader("X-QuotaWatch-Signature", Signature.quotaWatch(secret, body))
                .putHeader("webhook-id", due.id())
                .putHeader("webhook-timestamp", Long.toString(epochSeconds))
                .putHeader("webhook-signature", Signature.standard(secret, due.id(), epochSeconds, body));
    }

    private static String describe(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "the TLS connection failed, or the certificate is not trusted";
            }
            if (cause instanceof ConnectException) {
                return "no connection";
            }
        }
        return "the connection ended without a response";
    }

    /* Runs on an event loop; only the waiting happens on the thread of the sender. */
    private final class Exchange {

        private final RequestOptions options;
        private final Buffer body;
        private volatile @Nullable Integer status;
        private volatile @Nullable HttpConnection connection;
        private volatile boolean over;

        Exchange(RequestOptions options, Buffer body) {
            this.options = options;
            this.body = body;
        }

        Outcome await(long startedAt) throws InterruptedException {
            CompletableFuture<Void> end = client.request(options).compose(this::send).toCompletionStage()
                    .toCompletableFuture();
            try {
                end.get(Math.max(0, timeout.toNanos() - (System.nanoTime() - startedAt)), TimeUnit.NANOSECONDS);
                return outcome(TIMED_OUT);
            } catch (TimeoutException late) {
                return outcome(TIMED_OUT);
            } catch (ExecutionException failed) {
                return outcome(describe(failed.getCause()));
            } finally {
                over = true;
                close();
            }
        }

        /* A status that arrived counts, whatever happened to what follows it. */
        private Outcome outcome(String otherwise) {
            Integer received = status;
            return received == null ? Outcome.failed(otherwise) : Outcome.response(received);
        }

        private Future<Void> send(HttpClientRequest request) {
            connection = request.connection();
            // what happens after the outcome is known is of no interest, and would be logged as an error
            request.exceptionHandler(ignored -> {});
            if (over) {
                close();
                return Future.failedFuture("connected too late");
            }
            return request.send(body).compose(this::read);
        }

        private Future<Void> read(HttpClientResponse response) {
            status = response.statusCode();
            Promise<Void> end = Promise.promise();
            long[] bytes = {0};
            response.handler(part -> {
                bytes[0] += part.length();
                if (bytes[0] > MAX_RESPONSE_BYTES) {
                    end.tryComplete();
                }
            });
            response.endHandler(end::tryComplete);
            response.exceptionHandler(end::tryFail);
            return end.future();
        }

        private void close() {
            HttpConnection open = connection;
            if (open != null) {
                open.close();
            }
        }
    }
}
