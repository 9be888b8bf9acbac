package app.quotawatch.fake;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.EndpointStyle;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.QuotaEvent;
import app.quotawatch.ledger.QuotaLedger;
import app.quotawatch.observe.ApiMatcher;
import app.quotawatch.observe.CallObserver;
import app.quotawatch.observe.CallSink;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.spi.ClientObserver.Observation;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/** An application that calls one provider over HTTP while the library observes it, both on the provider's clock. */
final class Library implements CallSink {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final List<QuotaEvent> events = new ArrayList<>();
    final List<ApiCall> calls = new ArrayList<>();
    private final FakeApi api;
    private final QuotaLedger ledger;
    private final CallObserver observer;

    Library(FakeApi api) {
        this(api, "none");
    }

    Library(FakeApi api, String partition) {
        this.api = api;
        Instant start = api.clock().instant();
        Clocks clocks = new Clocks(api.clock(), () -> Duration.between(start, api.clock().instant()).toNanos());
        List<ApiConfig> apis = List.of(ApiConfig.builder("fake").baseUrl(api.uri().toString())
                .partition(partition).build());
        ledger = new QuotaLedger(apis, List.of(80, 95, 100), "test", clocks, events::add);
        observer = new CallObserver(new ApiMatcher(apis, BaseUrl.parse("https://ingest.quotawatch.app")),
                EndpointStyle.PATH, clocks, this);
    }

    /** @param headers names and values in turn */
    HttpResponse<String> call(String method, String path, String body, String... headers) throws Exception {
        URI uri = api.uri().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        Observation observation = observer.start(method, uri);
        if (observation.wantsRequestHeaders()) {
            observation.requestHeaders(request.build().headers().map());
        }
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        observation.answered(response.statusCode(), response.headers().map());
        return response;
    }

    ApiQuota quota() {
        return ledger.quota("fake").orElseThrow();
    }

    /** Returns what the library keeps of the last response's headers. */
    Map<String, String> kept() {
        return calls.get(calls.size() - 1).rateLimitHeaders();
    }

    @Override
    public void answered(ApiCall call, Instant serverDate, long wallNanos, long nanos) {
        calls.add(call);
        ledger.record(call, serverDate, new Moment(wallNanos, nanos));
    }

    @Override
    public void abandoned(CallFailed call) {
        failed(call);
    }

    @Override
    public void failed(CallFailed call) {
        throw new AssertionError(call);
    }

    @Override
    public void invalid() {
        throw new AssertionError("invalid");
    }

    @Override
    public void internalError(Throwable error) {
        throw new AssertionError(error);
    }
}
