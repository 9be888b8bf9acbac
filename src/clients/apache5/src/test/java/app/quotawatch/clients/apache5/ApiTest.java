package app.quotawatch.clients.apache5;

import java.util.List;

import app.quotawatch.tck.http.ClientApiContract;

/** What applications may use. */
class ApiTest extends ClientApiContract {

    @Override
    protected Class<?> member() {
        return QuotaWatchExec.class;
    }

    @Override
    protected List<String> api() {
        return List.of("addTo(H2AsyncClientBuilder)", "addTo(HttpAsyncClientBuilder)", "addTo(HttpClientBuilder)");
    }
}
