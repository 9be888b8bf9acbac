package app.quotawatch.clients.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import org.junit.jupiter.api.Test;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.faults.FaultyServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** Runs with version 2.0.0 of the SDK, which cannot be observed; it has no synchronous client of DynamoDB. */
class OlderVersionTest {

    private static final String TABLES = "{\"TableNames\":[\"things\"]}";

    @Test
    void clientOfAVersionThatIsTooOld_worksAsWithoutUs_withALineAtFine() {
        try (FaultyServer server = FaultyServer.start(connection -> {
            connection.read();
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                    + TABLES.length() + "\r\n\r\n" + TABLES);
        }, request -> {});
                RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                        .api(ApiConfig.builder("DynamoDB").baseUrl(server.url().toString()).build()).build());
                Logged logged = Logged.start();
                DynamoDbAsyncClient client = DynamoDbAsyncClient.builder().region(Region.EU_CENTRAL_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create()).endpointOverride(server.url())
                        .build()) {
            assertThat(client.listTables().join().tableNames()).containsExactly("things");

            assertThat(logged.at(Level.FINE)).isNotEmpty()
                    .allMatch(line -> line.contains("QuotaWatch failed to observe a call"));
            assertThat(logged.from(Level.CONFIG)).isEmpty();
            assertThat(quotaWatch.deliveryStats().recorded()).isZero();
            assertThat(quotaWatch.deliveryStats().internalErrors()).isPositive();
        }
    }
}
