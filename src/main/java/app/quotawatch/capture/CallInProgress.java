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
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private Runnable onEnd;
    private volatile int ended;

    private CallInProgress(ClientRequestContext request, ApiConfig api, Intake intake) {
        this.intake = intake;
        this.api = api;
        this.endpoint = EndpointNames.of(request, intake.endpointStyle());
        this.method = request.getMethod();
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
            ApiCall call = ApiCall.builder(api.name())
                    .endpoint(endpoint)
                    .method(method)
                    .status(status)
                    .latency(duration())
                    .timestamp(startedAt)
                    .rateLimitHeaders(response.getHeaders())
                    .build();
            intake.accept(call, call.rateLimitHeaders().isEmpty() ? null : date.of(response.getHeaderString("Date")));
        }
    }

    /**
     * Ends the call without an answer.
     *
     * @param now whether it failed just now; otherwise some time before
     */
    void fail(FailureKind kind, boolean now) {
        if (end()) {
            intake.failed(new CallFailed(api.name(), endpoint, method, startedAt,
                    now ? Optional.of(duration()) : Optional.empty(), kind));
        }
    }

    private Duration duration() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }
}
