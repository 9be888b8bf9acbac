package app.quotawatch.tck.sdks;

import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

class AwsTest extends SdkContract {

    @Override
    Sdk sdk() {
        return Sdk.AWS;
    }

    @Override
    String contentType() {
        return "application/xml";
    }

    @Override
    String body() {
        return "<ListAllMyBucketsResult><Buckets><Bucket><Name>hello</Name></Bucket></Buckets>"
                + "</ListAllMyBucketsResult>";
    }

    @Override
    boolean isAsynchronous() {
        return true;
    }

    @Override
    SdkClient client(Setup setup) {
        ClientOverrideConfiguration configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(RetryMode.STANDARD)
                .retryStrategy(strategy -> strategy.maxAttempts(1 + setup.retries())).build();
        Duration timeout = setup.timeout();
        S3Client client = S3Client.builder().region(Region.EU_CENTRAL_1).endpointOverride(setup.provider())
                .credentialsProvider(AnonymousCredentialsProvider.create()).overrideConfiguration(configuration)
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(timeout)).build();
        S3AsyncClient async = S3AsyncClient.builder().region(Region.EU_CENTRAL_1).endpointOverride(setup.provider())
                .credentialsProvider(AnonymousCredentialsProvider.create()).overrideConfiguration(configuration)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(timeout)).build();
        return new SdkClient() {

            @Override
            public String call() {
                return client.listBuckets().buckets().get(0).name();
            }

            @Override
            public String callAsync() {
                return async.listBuckets().join().buckets().get(0).name();
            }

            @Override
            public void close() {
                client.close();
                async.close();
            }
        };
    }
}
