package app.quotawatch.clients.okhttp;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import app.quotawatch.tck.http.Ability;
import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpCall;
import app.quotawatch.tck.http.HttpResult;
import app.quotawatch.tck.http.Outcome;
import okhttp3.Cache;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** OkHttp, asked to wait or not. */
final class OkHttpTestClient implements ClientUnderTest {

    private final OkHttpClient client;
    private final boolean async;

    OkHttpTestClient(ClientSetup setup, boolean async) {
        this.async = async;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .followRedirects(setup.redirects())
                .retryOnConnectionFailure(setup.retries())
                .readTimeout(setup.timeout())
                .connectTimeout(setup.connectTimeout());
        if (setup.caches()) {
            builder.cache(new Cache(folder(), 1 << 20));
        }
        if (setup.trusted().isPresent()) {
            builder.sslSocketFactory(setup.trusted().get().trusted("TLS").getSocketFactory(),
                    setup.trusted().get().trustManager());
        } else if (setup.http2()) {
            builder.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
        }
        OkHttpClient built = builder.build();
        for (int i = 0; i < setup.hooks(); i++) {
            built = QuotaWatchInterceptor.addTo(built.newBuilder()).build();
        }
        client = built;
    }

    private static File folder() {
        try {
            File folder = Files.createTempDirectory("okhttp-cache").toFile();
            folder.deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean can(Ability ability) {
        return switch (ability) {
            case REDIRECT, TIMED_REDIRECT, RETRY, CACHE, HTTP2, HTTP2_TLS, CANCEL, STREAM, GZIP, ANY_METHOD -> true;
            case CLOSE, INTERRUPT -> false;
        };
    }

    /* The socket's time-out and OkHttp's own are a race, whose winner words and chains the exception. */
    static boolean isSame(Outcome outcome, Outcome expected) {
        return outcome.equals(expected) || isTimeout(outcome) && isTimeout(expected);
    }

    private static boolean isTimeout(Outcome outcome) {
        return outcome.failure().stream().anyMatch(line -> line.startsWith("java.net.SocketTimeoutException: "));
    }

    private Call of(HttpCall call) {
        boolean hasBody = call.body().length > 0;
        RequestBody body = call.bodyFailure().isPresent()
                ? new FailingBody(call.bodyFailure().get())
                : hasBody ? RequestBody.create(call.body(), MediaType.get("application/json")) : null;
        return client.newCall(new Request.Builder().url(call.uri().toString()).method(call.method(), body).build());
    }

    private static HttpResult result(Response response) {
        return new HttpResult(response.code(), response::header, response.body().byteStream());
    }

    @Override
    public HttpResult call(HttpCall call) throws Exception {
        return async ? start(call).await() : result(of(call).execute());
    }

    @Override
    public Started start(HttpCall call) {
        Call begun = of(call);
        CompletableFuture<HttpResult> future = new CompletableFuture<>();
        begun.enqueue(new Callback() {

            @Override
            public void onFailure(Call failed, IOException failure) {
                future.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call answered, Response response) {
                future.complete(result(response));
            }
        });
        return new Started() {

            @Override
            public void cancel() {
                begun.cancel();
            }

            @Override
            public HttpResult await() throws Exception {
                return future.get();
            }
        };
    }

    @Override
    public void close() throws IOException {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        if (client.cache() != null) {
            client.cache().delete();
        }
    }

    private static final class FailingBody extends RequestBody {

        private final RuntimeException failure;

        FailingBody(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public MediaType contentType() {
            return MediaType.get("application/json");
        }

        @Override
        public void writeTo(BufferedSink sink) {
            throw failure;
        }
    }
}
