package app.quotawatch.clients.jdk;

import java.util.List;

import app.quotawatch.tck.http.ClientApiContract;

/** What applications may use. */
class ApiTest extends ClientApiContract {

    @Override
    protected Class<?> member() {
        return QuotaWatchHttpClient.class;
    }

    @Override
    protected List<String> api() {
        return List.of("observe(Builder)", "observe(HttpClient)");
    }
}
