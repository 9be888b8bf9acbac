package app.quotawatch.tck.sdks;

import app.quotawatch.clients.okhttp.QuotaWatchInterceptor;
import okhttp3.OkHttpClient;

/** The OkHttp client that an application passes to an SDK. */
final class OkHttp {

    private OkHttp() {}

    static OkHttpClient client(Setup setup, OkHttpClient.Builder builder) {
        builder.readTimeout(setup.timeout());
        return setup.observed() ? QuotaWatchInterceptor.addTo(builder).build() : builder.build();
    }
}
