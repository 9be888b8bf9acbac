package app.quotawatch.clients.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.event.FailureKind;
import app.quotawatch.tck.http.RecordedCalls;
import app.quotawatch.testing.IngestDouble;
import app.quotawatch.testing.Logged;
import app.quotawatch.testing.faults.Fault;
import app.quotawatch.testing.faults.FaultyServer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;

/** A client of DynamoDB, with and without waiting, against a stub. */
class AwsSdkTest {

    enum Style {
        SYNC, ASYNC
    }

    private final RecordedCalls recorded = new RecordedCalls();
    private final FaultyServer server = FaultyServer.start(status(200, "{\"TableNames\":[\"things\"]}"), request -> {});
    private final URI unreachable = IngestDouble.unreachable();
    private RunningQuotaWatch quotaWatch;

    private static Fault status(int status, String body) {
        return connection -> {
            connection.read();
            connection.write("HTTP/1.1 " + status + " Some reason\r\nContent-Type: application/x-amz-json-1.0\r\n"
                    + "X-RateLimit-Remaining: 41\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        };
    }

    @BeforeEach
    void start() {
        quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("DynamoDB").baseUrl(server.url().toString()).build())
                .api(ApiConfig.builder("Dead").baseUrl(unreachable.toString()).build()).build());
        quotaWatch.onCall(recorded);
    }

    @AfterEach
    void stop() {
        assertThat(quotaWatch.deliveryStats().internalErrors()).isZero();
        quotaWatch.close();
        server.close();
    }

    private ListTablesResponse listTables(Style style, URI endpoint, int attempts) {
        return listTables(style, endpoint, attempts, ClientOverrideConfiguration.builder());
    }

    private ListTablesResponse listTables(Style style, URI endpoint, int attempts,
            ClientOverrideConfiguration.Builder begun) {
        ClientOverrideConfiguration configuration = begun
                .retryStrategy(RetryMode.STANDARD)
                .retryStrategy(strategy -> strategy.maxAttempts(attempts))
                .apiCallTimeout(Duration.ofSeconds(30))
                .build();
        if (style == Style.SYNC) {
            try (DynamoDbClient client = DynamoDbClient.builder().region(Region.EU_CENTRAL_1)
                    .credentialsProvider(AnonymousCredentialsProvider.create()).endpointOverride(endpoint)
                    .overrideConfiguration(configuration).build()) {
                return client.listTables();
            }
        }
        try (DynamoDbAsyncClient client = DynamoDbAsyncClient.builder().region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create()).endpointOverride(endpoint)
                .overrideConfiguration(configuration).build()) {
            return client.listTables().join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void operation_isOneCall(Style style) {
        assertThat(listTables(style, server.url(), 1).tableNames()).containsExactly("things");

        assertThat(recorded.only().rateLimitHeaders()).containsEntry("x-ratelimit-remaining", "41");
        assertThat(recorded.lines()).isEqualTo(List.of("DynamoDB POST / 200"));
        assertThat(recorded.only().latency()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void retry_isOneCallPerAttempt(Style style) {
        AtomicInteger requests = new AtomicInteger();
        Fault unavailable = status(503, "{}");
        Fault well = status(200, "{\"TableNames\":[\"things\"]}");
        server.behave(connection -> (requests.incrementAndGet() < 3 ? unavailable : well).serve(connection));

        listTables(style, server.url(), 3);

        recorded.awaitTotal(3);
        assertThat(recorded.lines()).containsExactly("DynamoDB POST / 503", "DynamoDB POST / 503",
                "DynamoDB POST / 200");
    }

    @ParameterizedTest
    @EnumSource
    void attemptThatFails_andIsRepeated_isAFailureOfUnknownDuration(Style style) {
        AtomicInteger requests = new AtomicInteger();
        Fault well = status(200, "{\"TableNames\":[\"things\"]}");
        server.behave(connection -> {
            if (requests.incrementAndGet() == 1) {
                connection.read();
                connection.reset();
            } else {
                well.serve(connection);
            }
        });

        listTables(style, server.url(), 3);

        recorded.awaitTotal(2);
        assertThat(recorded.lines()).containsExactly("DynamoDB POST / 200");
        assertThat(recorded.failures().get(0).kind()).isEqualTo(FailureKind.UNKNOWN);
        assertThat(recorded.failures().get(0).duration()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void interceptorThatIsAlsoAddedByHand_countsNoAttemptTwice(Style style) {
        AtomicInteger requests = new AtomicInteger();
        Fault unavailable = status(503, "{}");
        Fault well = status(200, "{\"TableNames\":[\"things\"]}");
        server.behave(connection -> (requests.incrementAndGet() < 2 ? unavailable : well).serve(connection));

        try (Logged logged = Logged.start()) {
            listTables(style, server.url(), 2, ClientOverrideConfiguration.builder()
                    .addExecutionInterceptor(new QuotaWatchExecutionInterceptor()));

            assertThat(logged.at(Level.FINE)).contains("not observed again");
        }
        recorded.awaitTotal(2);
        assertThat(recorded.lines()).containsExactly("DynamoDB POST / 503", "DynamoDB POST / 200");
    }

    @ParameterizedTest
    @EnumSource
    void error_isACallWithItsStatus(Style style) {
        server.behave(status(400, "{\"__type\":\"ValidationException\",\"message\":\"no\"}"));

        Throwable failure = catchThrowable(() -> listTables(style, server.url(), 1));

        assertThat(style == Style.SYNC ? failure : failure.getCause()).isInstanceOf(DynamoDbException.class);
        recorded.only();
        assertThat(recorded.lines()).containsExactly("DynamoDB POST / 400");
    }

    @ParameterizedTest
    @EnumSource
    void refusedConnection_isRecorded(Style style) {
        Throwable failure = catchThrowable(() -> listTables(style, unreachable, 1));

        assertThat(style == Style.SYNC ? failure : failure.getCause()).isInstanceOf(SdkClientException.class);
        assertThat(recorded.onlyFailure().kind()).isEqualTo(FailureKind.CONNECTION_REFUSED);
        assertThat(recorded.onlyFailure().duration()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void connectionThatEndsWithoutAResponse_isRecorded(Style style) {
        server.behave(connection -> {
            connection.read();
            connection.end();
        });

        assertThat(catchThrowable(() -> listTables(style, server.url(), 1))).isNotNull();

        assertThat(recorded.onlyFailure().kind()).isEqualTo(FailureKind.CONNECTION_RESET);
    }
}
