package app.quotawatch.tck.sdks;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

import app.quotawatch.ApiConfig;
import app.quotawatch.QuotaWatch;
import app.quotawatch.QuotaWatchConfig;
import app.quotawatch.RunningQuotaWatch;
import app.quotawatch.clients.apache5.QuotaWatchExec;
import app.quotawatch.clients.okhttp.QuotaWatchInterceptor;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An application that brings QuotaWatch and its clients with it, calls with each, stops QuotaWatch, and leaves the clients and
 * their connections open. Returns how many calls QuotaWatch saw.
 */
public final class OpenClients implements Callable<Long> {

    private static OkHttpClient okHttp;
    private static CloseableHttpClient apache;

    private final URI api;

    public OpenClients(URI api) {
        this.api = api;
    }

    @Override
    public Long call() throws Exception {
        try (RunningQuotaWatch quotaWatch = QuotaWatch.init(QuotaWatchConfig.builder(null)
                .api(ApiConfig.builder("Api").baseUrl(api.toString()).build()).build())) {
            okHttp = QuotaWatchInterceptor.addTo(new OkHttpClient.Builder()
                    .connectionPool(new ConnectionPool(5, 1, TimeUnit.SECONDS))).build();
            apache = QuotaWatchExec.addTo(HttpClientBuilder.create()).build();
            Request request = new Request.Builder().url(api + "/v1/things").build();
            try (Response response = okHttp.newCall(request).execute()) {
                response.body().string();
            }
            apache.execute(new HttpGet(api + "/v1/things"), response -> response.getCode());
            return quotaWatch.deliveryStats().recorded();
        }
    }
}
