package app.quotawatch.clients.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.FailureKind;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.faults.FaultyServer;

/** Cancelling a future that is derived from that of an observed call. */
class DependentFutureTest {

    @Test
    void cancellation_reachesTheRequest_throughDependents() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        RecordedCalls recorded = new RecordedCalls();
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.read();
            arrived.countDown();
            try {
                connection.hold();
            } finally {
                gone.countDown();
            }
        }, request -> {});
                RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                        .api(ApiConfig.builder("Upstream").baseUrl(server.url().toString()).build()).build())) {
            quotaWatch.onCall(recorded);
            HttpClient client = QuotaWatchHttpClient.observe(HttpClient.newHttpClient());
            URI uri = server.url().resolve("/v1/things");

            CompletableFuture<String> body = client
                    .sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .thenApply(response -> response.body());
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            body.cancel(true);

            assertThat(gone.await(20, TimeUnit.SECONDS)).as("the connection is closed").isTrue();
            assertThat(recorded.onlyFailure().kind()).isEqualTo(FailureKind.CANCELLED);
        }
    }
}
