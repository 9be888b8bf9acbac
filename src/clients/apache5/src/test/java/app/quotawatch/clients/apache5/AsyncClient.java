package app.quotawatch.clients.apache5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.cache.CachingHttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.StreamChannel;
import org.apache.hc.core5.http.nio.entity.AbstractBinAsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.util.Timeout;

import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpCall;
import app.quotawatch.tck.http.HttpResult;

/** The asynchronous client. */
final class AsyncClient implements ClientUnderTest {

    private final CloseableHttpAsyncClient client;

    AsyncClient(ClientSetup setup) {
        HttpAsyncClientBuilder builder = setup.caches()
                ? CachingHttpAsyncClientBuilder.create()
                : HttpAsyncClientBuilder.create();
        builder.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(50).setMaxConnTotal(100)
                .setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(setup.http2()
                        ? setup.trusted().isPresent() ? HttpVersionPolicy.NEGOTIATE : HttpVersionPolicy.FORCE_HTTP_2
                        : HttpVersionPolicy.FORCE_HTTP_1).build())
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(Timeout.of(setup.connectTimeout()))
                                .build())
                .setTlsStrategy(tls(setup))
                .build());
        builder.setDefaultRequestConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(setup.timeout())).build());
        if (!setup.redirects()) {
            builder.disableRedirectHandling();
        }
        if (!setup.retries()) {
            builder.disableAutomaticRetries();
        }
        for (int i = 0; i < setup.hooks(); i++) {
            QuotaWatchExec.addTo(builder);
        }
        client = builder.build();
        client.start();
    }

    private static TlsStrategy tls(ClientSetup setup) {
        return setup.trusted().isEmpty()
                ? ClientTlsStrategyBuilder.create().buildAsync()
                : ClientTlsStrategyBuilder.create().setSslContext(setup.trusted().get().trusted("TLS")).buildAsync();
    }

    @Override
    public HttpResult call(HttpCall call) throws Exception {
        return start(call).await();
    }

    @Override
    public Started start(HttpCall call) {
        SimpleHttpRequest request = new SimpleHttpRequest(call.method(), call.uri());
        if (call.body().length > 0 && call.bodyFailure().isEmpty()) {
            request.setBody(call.body(), ContentType.APPLICATION_JSON);
        }
        AsyncRequestProducer producer = call.bodyFailure().isPresent()
                ? new BasicRequestProducer(request, new FailingBody(call.bodyFailure().get()))
                : SimpleRequestProducer.create(request);
        Future<SimpleHttpResponse> future = client.execute(producer, SimpleResponseConsumer.create(), null);
        return new Started() {

            @Override
            public void cancel() {
                future.cancel(true);
            }

            @Override
            public HttpResult await() throws InterruptedException, ExecutionException {
                SimpleHttpResponse response = future.get();
                byte[] body = response.getBodyBytes();
                return new HttpResult(response.getCode(), name -> {
                    Header header = response.getFirstHeader(name);
                    return header == null ? null : header.getValue();
                }, new ByteArrayInputStream(body == null ? new byte[0] : body));
            }
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static final class FailingBody extends AbstractBinAsyncEntityProducer {

        private final RuntimeException failure;

        FailingBody(RuntimeException failure) {
            super(0, ContentType.APPLICATION_JSON);
            this.failure = failure;
        }

        @Override
        protected int availableData() {
            return 10;
        }

        @Override
        protected void produceData(StreamChannel<ByteBuffer> channel) {
            throw failure;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public void failed(Exception cause) {
            // the client reports it
        }
    }
}
