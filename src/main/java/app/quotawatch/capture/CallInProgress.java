package app.quotawatch.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.CallFailed;
import app.quotawatch.FailureKind;
import app.quotawatch.time.Moment;

/**
 * What is known of a call between its request and its end. It ends once, whichever of the ways in which an implementation
 * tells the end comes first.
 */
final class CallInProgress {

    private static final AtomicIntegerFieldUpdater<CallInProgress> ENDED = AtomicIntegerFieldUpdater
            .newUpdater(CallInProgress.class, "ended");

    private final Intake intake;
    private final ApiConfig api;
    private final String endpoint;
    private final String method;
    private final long startedNanos;
    private Runnable onEnd;
    private volatile int ended;

    private CallInProgress(ClientRequestContext request, ApiConfig api, Intake intake) {
        this.intake = intake;
        this.api = api;
        this.endpoint = EndpointNames.of(request, intake.endpointStyle());
        this.method = request.getMethod();
        this.startedNanos = intake.clocks().nanos();
    }

    static CallInProgress start(ClientRequestContext request, ApiConfig api, Intake intake) {
        return new CallInProgress(request, api, intake);
    }

    Intake intake() {
        return intake;
    }

    boolean hasEnded() {
        return ended != 0;
    }

    /** Has this run when the call ends; to be called before the request is sent. */
    void onEnd(Runnable task) {
        onEnd = task;
    }

    private boolean end() {
        boolean first = ended == 0 && ENDED.compareAndSet(this, 0, 1);
        if (first && onEnd != null) {
            onEnd.run();
        }
        return first;
    }

    /** Ends the call by its answer. */
    void finish(ClientResponseContext response, ServerDate date) {
        int status = response.getStatus();
        if (status == 0) { // some implementations say so that there is none
            fail(FailureKind.UNKNOWN, true);
        } else if (end()) {
            if (status < 100 || status > 599) {
                intake.invalid();
                return;
            }
            Moment now = intake.clocks().now();
            ApiCall call = ApiCall.builder(api.name())
                    .endpoint(endpoint)
                    .method(method)
                    .status(status)
                    .latency(durationAt(now))
                    .timestamp(startOf(now))
                    .rateLimitHeaders(response.getHeaders())
                    .build();
            intake.accept(call, call.rateLimitHeaders().isEmpty() ? null : date.of(response.getHeaderString("Date")),
                    now);
        }
    }

    /**
     * Ends the call without an answer.
     *
     * @param now whether it failed just now; otherwise some time before
     */
    void fail(FailureKind kind, boolean now) {
        if (end()) {
            Moment told = intake.clocks().now();
            intake.failed(new CallFailed(api.name(), endpoint, method, startOf(told),
                    now ? Optional.of(durationAt(told)) : Optional.empty(), kind));
        }
    }

    private Duration durationAt(Moment now) {
        return Duration.ofNanos(now.nanosSince(startedNanos));
    }

    private Instant startOf(Moment now) {
        return now.after(startedNanos - now.nanos());
    }
}
