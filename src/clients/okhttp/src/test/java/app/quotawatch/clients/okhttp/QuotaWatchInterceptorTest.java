package app.quotawatch.clients.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.FailureKind;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.faults.FaultyServer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/** What only OkHttp has: web sockets, call timeouts, interceptors of the application. */
class QuotaWatchInterceptorTest {

    private final RecordedCalls recorded = new RecordedCalls();
    private final FaultyServer server = FaultyServer.start(connection -> {
        connection.read();
        connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    }, request -> {});
    private final OkHttpClient client = QuotaWatchInterceptor.addTo(new OkHttpClient.Builder()).build();
    private RunningQuotaWatch quotaWatch;

    @BeforeEach
    void start() {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Upstream").baseUrl(server.url().toString()).build()).build());
        quotaWatch.onCall(recorded);
    }

    @AfterEach
    void stop() {
        quotaWatch.close();
        server.close();
        client.dispatcher().executorService().shutdown();
    }

    private Request request() {
        return new Request.Builder().url(server.url() + "/v1/things").build();
    }

    @Test
    void addTo_ofAnObservedClientsBuilder_addsNothing() {
        OkHttpClient again = QuotaWatchInterceptor.addTo(client.newBuilder()).build();

        assertThat(again.interceptors()).isEqualTo(client.interceptors()).hasSize(1);
        assertThat(again.networkInterceptors()).isEqualTo(client.networkInterceptors()).hasSize(1);
        assertThat(QuotaWatchInterceptor.addTo(null)).isNull();
    }

    @Test
    void whatIsNotObservedAgain_isALineAtFine() {
        try (Logged logged = Logged.start()) {
            QuotaWatchInterceptor.addTo(client.newBuilder());
            QuotaWatchInterceptor.addTo(null);

            assertThat(logged.at(Level.FINE)).hasSize(2).allMatch(line -> line.startsWith("not observed again"));
            assertThat(logged.from(Level.CONFIG)).isEmpty();
        }
    }

    @Test
    void clientThatWasClosed_rejectsACallAsBefore_andNothingIsRecorded() throws Exception {
        OkHttpClient plain = new OkHttpClient();
        plain.dispatcher().executorService().shutdown();
        client.dispatcher().executorService().shutdown();

        Throwable expected = enqueue(plain).get(20, TimeUnit.SECONDS);
        Throwable failure = enqueue(client).get(20, TimeUnit.SECONDS);

        assertThat(failure).hasSameClassAs(expected).hasMessage(expected.getMessage());
        assertThat(server.requests()).isZero();
        assertThat(recorded.calls()).isEmpty();
        assertThat(recorded.failures()).isEmpty();
    }

    private CompletableFuture<Throwable> enqueue(OkHttpClient of) {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();
        of.newCall(request()).enqueue(new Callback() {

            @Override
            public void onFailure(Call call, IOException failure) {
                failed.complete(failure);
            }

            @Override
            public void onResponse(Call call, Response response) {
                failed.completeExceptionally(new AssertionError("a response"));
            }
        });
        return failed;
    }

    @Test
    void webSocket_isOneCall() throws Exception {
        CompletableFuture<Throwable> failed = new CompletableFuture<>();

        client.newWebSocket(request(), new WebSocketListener() {

            @Override
            public void onFailure(WebSocket socket, Throwable failure, Response response) {
                failed.complete(failure);
            }
        });

        failed.get(20, TimeUnit.SECONDS);
        recorded.only();
        assertThat(recorded.lines()).isEqualTo(List.of("Upstream GET /v1/things 403"));
    }

    @Test
    void callTimeout_isAReadTimeout() throws IOException {
        new OkHttpClient().newCall(request()).execute().close(); // loads the classes
        server.behave(connection -> {
            connection.read();
            connection.hold();
        });
        OkHttpClient hurried = client.newBuilder().callTimeout(Duration.ofSeconds(1)).build();

        assertThat(catchThrowable(() -> hurried.newCall(request()).execute())).isInstanceOf(IOException.class);

        assertThat(recorded.onlyFailure().kind()).isEqualTo(FailureKind.READ_TIMEOUT);
    }

    @Test
    void exceptionOfAnInterceptorOfTheApplication_isNoCall() throws Exception {
        IOException thrown = new IOException("no token");
        OkHttpClient guarded = client.newBuilder().addInterceptor(chain -> {
            throw thrown;
        }).build();

        assertThat(catchThrowable(() -> guarded.newCall(request()).execute())).isSameAs(thrown);

        client.newCall(request()).execute().close();
        recorded.only();
    }

    @Test
    void redirectToAHostThatRefuses_isACallAndAFailure() {
        String dead = IngestDouble.unreachable().toString();
        quotaWatch.close();
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Upstream").baseUrl(server.url().toString()).build())
                .api(ApiConfig.builder("Dead").baseUrl(dead).build()).build());
        quotaWatch.onCall(recorded);
        server.behave(connection -> {
            connection.read();
            connection.write("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + dead + "/v2/moved\r\n\r\n");
        });

        assertThat(catchThrowable(() -> client.newCall(request()).execute())).isInstanceOf(IOException.class);

        recorded.awaitTotal(2);
        assertThat(recorded.lines()).containsExactly("Upstream GET /v1/things 302");
        assertThat(recorded.failures().get(0).api()).isEqualTo("Dead");
        assertThat(recorded.failures().get(0).endpoint()).isEqualTo("/v2/moved");
        assertThat(recorded.failures().get(0).kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
    }
}
