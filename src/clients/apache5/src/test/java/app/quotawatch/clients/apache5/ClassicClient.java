package app.quotawatch.clients.apache5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import app.quotawatch.tck.http.ClientSetup;
import app.quotawatch.tck.http.ClientUnderTest;
import app.quotawatch.tck.http.HttpCall;
import app.quotawatch.tck.http.HttpResult;

/** The classic client. */
final class ClassicClient implements ClientUnderTest {

    private final CloseableHttpClient client;

    ClassicClient(ClientSetup setup) {
        HttpClientBuilder builder = setup.caches() ? CachingHttpClients.custom() : HttpClientBuilder.create();
        builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(50).setMaxConnTotal(100)
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom().setConnectTimeout(Timeout.of(setup.connectTimeout()))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1)).build())
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
    }

    private static HttpUriRequestBase request(HttpCall call) {
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
        if (call.bodyFailure().isPresent()) {
            request.setEntity(new InputStreamEntity(new InputStream() {

                @Override
                public int read() {
                    throw call.bodyFailure().get();
                }
            }, 10, ContentType.APPLICATION_JSON));
        } else if (call.body().length > 0) {
            request.setEntity(new ByteArrayEntity(call.body(), ContentType.APPLICATION_JSON));
        }
        return request;
    }

    private HttpResult execute(HttpUriRequestBase request) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, request, null);
        InputStream body = response.getEntity() == null
                ? new ByteArrayInputStream(new byte[0])
                : response.getEntity().getContent();
        return new HttpResult(response.getCode(), name -> {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }, body);
    }

    @Override
    public HttpResult call(HttpCall call) throws IOException {
        return execute(request(call));
    }

    @Override
    public Started start(HttpCall call) {
        HttpUriRequestBase request = request(call);
        FutureTask<HttpResult> task = new FutureTask<>(() -> execute(request));
        new Thread(task, "classic-caller").start();
        return new Started() {

            @Override
            public void cancel() {
                request.cancel();
            }

            @Override
            public HttpResult await() throws InterruptedException, ExecutionException {
                return task.get();
            }
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
