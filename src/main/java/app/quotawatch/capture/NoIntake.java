package app.quotawatch.capture;

import java.net.URI;
import java.time.Instant;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallFailed;
import app.quotawatch.EndpointStyle;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/** Stands for an application that is not to be observed, so that no other one beside it gets its calls. */
public final class NoIntake implements Intake {

    @Override
    public ApiConfig match(URI uri) {
        return null;
    }

    @Override
    public EndpointStyle endpointStyle() {
        return EndpointStyle.PATH;
    }

    @Override
    public Clocks clocks() {
        return Clocks.system();
    }

    @Override
    public void accept(ApiCall call, Instant serverTime, Moment now) {
        // nothing is observed
    }

    @Override
    public void failed(CallFailed call) {
        // nothing is observed
    }

    @Override
    public AbandonedCalls abandonedCalls() {
        return new AbandonedCalls();
    }

    @Override
    public void invalid() {
        // nothing is observed
    }

    @Override
    public void internalError(Throwable error) {
        // nothing is observed
    }
}
