package app.quotawatch.capture;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallFailed;
import app.quotawatch.EndpointStyle;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/** An application that observes one API at api.example.com, and keeps what it is told. */
final class IntakeDouble implements Intake {

    private final Clocks clocks = Clocks.system();
    final List<ApiCall> calls = new ArrayList<>();
    final List<CallFailed> failures = new ArrayList<>();
    final AbandonedCalls abandoned = new AbandonedCalls();
    final List<Throwable> errors = new ArrayList<>();
    int invalid;
    private RuntimeException broken;

    IntakeDouble broken(RuntimeException exception) {
        broken = exception;
        return this;
    }

    @Override
    public ApiConfig match(URI uri) {
        return "api.example.com".equals(uri.getHost()) ? Apis.api("https://api.example.com") : null;
    }

    @Override
    public EndpointStyle endpointStyle() {
        return EndpointStyle.PATH;
    }

    @Override
    public Clocks clocks() {
        return clocks;
    }

    @Override
    public void accept(ApiCall call, Instant serverTime, Moment now) {
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
    public AbandonedCalls abandonedCalls() {
        return abandoned;
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
