package app.quotawatch.clients.okhttp;

import java.util.List;

import app.quotawatch.tck.http.ClientApiContract;

/** What applications may use. */
class ApiTest extends ClientApiContract {

    @Override
    protected Class<?> member() {
        return QuotaWatchInterceptor.class;
    }

    @Override
    protected List<String> api() {
        return List.of("addTo(Builder)", "intercept(Chain)", "toString()");
    }
}
