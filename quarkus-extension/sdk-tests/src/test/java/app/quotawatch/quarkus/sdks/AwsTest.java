package app.quotawatch.quarkus.sdks;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The AWS SDK, whose own clients, Apache's and Netty's, are left to its interceptor. */
@QuarkusTest
class AwsTest extends SdkContract {

    @Override
    String response() {
        return "s3.xml";
    }

    @Override
    String request() {
        return "GET /";
    }

    private static ClientOverrideConfiguration repeating(int retries) {
        return ClientOverrideConfiguration.builder().retryStrategy(RetryMode.STANDARD)
                .retryStrategy(strategy -> strategy.maxAttempts(1 + retries)).build();
    }

    @Override
    String call(int retries, Duration timeout) {
        try (S3Client client = S3Client.builder().region(Region.EU_CENTRAL_1).endpointOverride(URI.create(url))
                .credentialsProvider(AnonymousCredentialsProvider.create()).overrideConfiguration(repeating(retries))
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(timeout)).build()) {
            return client.listBuckets().buckets().get(0).name();
        }
    }

    @Override
    Class<? extends Exception> timeout() {
        return SdkClientException.class;
    }

    @Test
    void asynchronousCall_isOneEvent() throws Exception {
        isOneEvent(() -> {
            try (S3AsyncClient client = S3AsyncClient.builder().region(Region.EU_CENTRAL_1)
                    .endpointOverride(URI.create(url)).credentialsProvider(AnonymousCredentialsProvider.create())
                    .overrideConfiguration(repeating(0)).build()) {
                return client.listBuckets().join().buckets().get(0).name();
            }
        }, response());
    }
}
