package app.quotawatch.clients.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.faults.FaultyServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Calls on clients that the application has closed: nothing is sent. */
class ClosedClientTest {

    private static final String TABLES = "{\"TableNames\":[\"things\"]}";

    private final RecordedCalls recorded = new RecordedCalls();
    private final FaultyServer server = FaultyServer.start(connection -> {
        connection.read();
        connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                + TABLES.length() + "\r\n\r\n" + TABLES);
    }, request -> {});
    private RunningQuotaWatch quotaWatch;

    @BeforeEach
    void start() {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("DynamoDB").baseUrl(server.url().toString()).build()).build());
        quotaWatch.onCall(recorded);
    }

    @AfterEach
    void stop() {
        assertThat(quotaWatch.deliveryStats().internalErrors()).isZero();
        quotaWatch.close();
        server.close();
    }

    @Test
    void callOnAClosedClient_isNoFailedCall() {
        DynamoDbClient client = DynamoDbClient.builder().region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create()).endpointOverride(server.url()).build();
        client.listTables();
        client.close();

        Throwable failure = catchThrowable(client::listTables);

        assertOnlyTheFirst(failure);
    }

    @Test
    void callOnAClosedAsynchronousClient_isNoFailedCall() {
        DynamoDbAsyncClient client = DynamoDbAsyncClient.builder().region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create()).endpointOverride(server.url()).build();
        client.listTables().join();
        client.close();

        Throwable failure = catchThrowable(() -> client.listTables().join());

        assertOnlyTheFirst(failure);
    }

    private void assertOnlyTheFirst(Throwable failure) {
        assertThat(failure).isNotNull();
        assertThat(recorded.failures()).isEmpty();
        assertThat(server.requests()).isEqualTo(1);
        assertThat(recorded.lines()).isEqualTo(List.of("DynamoDB POST / 200"));
        assertThat(quotaWatch.deliveryStats().failedCalls()).isZero();
    }
}
