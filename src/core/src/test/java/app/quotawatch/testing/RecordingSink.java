package app.quotawatch.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.BaseUrl;
import app.quotawatch.EndpointStyle;
import app.quotawatch.event.CallFailed;
import app.quotawatch.observe.ApiMatcher;
import app.quotawatch.observe.CallObserver;
import app.quotawatch.observe.CallSink;
import app.quotawatch.time.Clocks;

/** An application that observes one API at api.example.com, and keeps what it receives. */
public final class RecordingSink implements CallSink {

    private static final List<ApiConfig> APIS = List
            .of(ApiConfig.builder("Example").baseUrl("https://api.example.com").build());

    public final List<ApiCall> calls = new ArrayList<>();
    public final List<CallFailed> failures = new ArrayList<>();
    public final List<Throwable> errors = new ArrayList<>();
    public int invalid;
    private RuntimeException broken;

    /** Returns an observer that reports here. */
    public CallObserver observer(EndpointStyle style) {
        return observer(style, APIS);
    }

    /** Returns an observer of APIs with these base URLs that reports here. */
    public CallObserver observer(EndpointStyle style, String... baseUrls) {
        List<ApiConfig> apis = new ArrayList<>();
        for (String url : baseUrls) {
            apis.add(ApiConfig.builder(url).baseUrl(url).build());
        }
        return observer(style, apis);
    }

    private CallObserver observer(EndpointStyle style, List<ApiConfig> apis) {
        ApiMatcher matcher = new ApiMatcher(apis, BaseUrl.parse("https://ingest.quotawatch.app"));
        return new CallObserver(matcher, style, Clocks.system(), this);
    }

    /** From now on throws instead of accepting a call. */
    public void breakWith(RuntimeException exception) {
        broken = exception;
    }

    @Override
    public void answered(ApiCall call, Instant serverDate, long wallNanos, long nanos) {
        if (broken != null) {
            throw broken;
        }
        calls.add(call);
    }

    @Override
    public void failed(CallFailed call) {
        failures.add(call);
    }

    @Override
    public void abandoned(CallFailed call) {
        failures.add(call);
    }

    @Override
    public void invalid() {
        invalid++;
    }

    @Override
    public void internalError(Throwable error) {
        errors.add(error);
    }
}
