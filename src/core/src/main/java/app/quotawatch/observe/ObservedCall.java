package app.quotawatch.observe;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.event.CallFailed;
import app.quotawatch.event.FailureKind;
import app.quotawatch.headers.KeptHeaders;
import app.quotawatch.privacy.Endpoints;
import app.quotawatch.privacy.PartitionLabel;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.time.Clocks;
import app.quotawatch.time.Moment;

/** A call between its request and its end. */
final class ObservedCall implements ClientObserver.Observation {

    private static final AtomicIntegerFieldUpdater<ObservedCall> ENDED = AtomicIntegerFieldUpdater
            .newUpdater(ObservedCall.class, "ended");

    static final short NO_PLACE = -1;
    private static final int TOO_MANY_REQUESTS = 429;

    private final CallObserver observer;
    private final ApiTarget target;
    private final String method;
    private final @Nullable String path;
    private final long startedNanos;
    private @Nullable String template;
    private @Nullable String partition;
    private @Nullable Object carrier;
    private boolean arrived;
    private long arrivedNanos;
    private boolean endedEarlier;
    private volatile int ended;

    /* What AbandonedCalls knows of this call. */
    short place = NO_PLACE;
    volatile AbandonedCalls.@Nullable Watch watch;

    ObservedCall(CallObserver observer, ApiTarget target, String method, @Nullable String path) {
        this.observer = observer;
        this.target = target;
        this.method = method;
        this.path = path;
        this.startedNanos = observer.clocks().nanos();
    }

    @Override
    public boolean wantsTemplate() {
        CallPartitions partitions = target.partitions();
        return observer.namesTemplates() || partitions != null && partitions.isByEndpoint();
    }

    @Override
    public boolean wantsRequestHeaders() {
        CallPartitions partitions = target.partitions();
        return partitions != null && partitions.isByRequestHeaders();
    }

    @Override
    public void requestHeaders(@Nullable Map<String, ? extends @Nullable Object> headers) {
        try {
            CallPartitions partitions = target.partitions();
            if (partitions != null) {
                partition = partitions.ofRequest(headers, startedNanos);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    @Override
    public void endpoint(String routeTemplate) {
        template = routeTemplate;
    }

    @Override
    public void failWhenAbandoned(Object carrier) {
        this.carrier = carrier;
        observer.abandoned().watch(this);
    }

    /** Lets go of the carrier, and returns it; null if there is none any more. */
    @Nullable
    Object releaseCarrier() {
        Object released = carrier;
        carrier = null;
        return released;
    }

    @Override
    public void responseArrived() {
        if (!arrived) {
            arrived = true;
            arrivedNanos = observer.clocks().nanos();
        }
    }

    @Override
    public void endedEarlier() {
        endedEarlier = true;
    }

    @Override
    public boolean hasEnded() {
        return ended != 0;
    }

    @Override
    public void answered(int status, @Nullable Map<String, ? extends @Nullable Object> headers) {
        try {
            if (end()) {
                record(status, headers, path, status == TOO_MANY_REQUESTS);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            try {
                observer.sink().internalError(error);
            } catch (Throwable exhausted) {
                // not even this fits on the stack
            }
        }
    }

    @Override
    public void answeredBy(@Nullable URI url, int status,
            @Nullable Map<String, ? extends @Nullable Object> headers) {
        try {
            if (end()) {
                ApiTarget source = url == null ? null : observer.source(target, url);
                if (url != null && source == target) {
                    record(status, headers, url.getRawPath(), status == TOO_MANY_REQUESTS);
                    return;
                }
                // whose rejection it is, is unknown only if the URL is
                record(status, null, path, status == TOO_MANY_REQUESTS && url == null);
                if (url != null && source != null) {
                    ObservedCall redirected = new ObservedCall(observer, source, method, url.getRawPath());
                    redirected.endedEarlier();
                    redirected.answered(status, headers);
                }
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    @Override
    public void failed(@Nullable Throwable cause) {
        try {
            if (end()) {
                Moment now = observer.clocks().now();
                observer.sink().failed(failure(FailureKind.of(cause),
                        endedEarlier ? Optional.empty() : Optional.of(Duration.ofNanos(nanosAt(now))), now));
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            try {
                observer.sink().internalError(error);
            } catch (Throwable exhausted) {
                // not even this fits on the stack
            }
        }
    }

    /** Ends the call without a response, some time before now. */
    void abandoned() {
        if (end()) {
            observer.sink()
                    .abandoned(failure(FailureKind.UNKNOWN, Optional.empty(), observer.clocks().now()));
        }
    }

    private boolean end() {
        boolean first = ended == 0 && ENDED.compareAndSet(this, 0, 1);
        if (first && (place != NO_PLACE || watch != null)) {
            observer.abandoned().ended(this);
        }
        return first;
    }

    /* The path is that of the URL that responded; a redirected call keeps the endpoint that the application called. */
    private void record(int status, @Nullable Map<String, ? extends @Nullable Object> headers,
            @Nullable String respondingPath, boolean hit429) {
        if (status < 100 || status > 599) {
            observer.sink().invalid();
            return;
        }
        Clocks clocks = observer.clocks();
        long nanos = clocks.nanos();
        long wallNanos = clocks.wallNanos(nanos);
        KeptHeaders kept = target.keep(headers);
        ApiCall call = ApiCall.builder(target.api().name())
                .endpoint(endpointName())
                .method(method)
                .status(status)
                .latencyNanos(endedEarlier ? 0 : (arrived ? arrivedNanos : nanos) - startedNanos)
                .timestampNanos(wallNanos - (nanos - startedNanos))
                .rateLimitHeaders(kept)
                .hit429(hit429)
                .partition(partitionOf(headers, respondingPath))
                .build();
        observer.sink().answered(call, target.date(kept), wallNanos, nanos);
    }

    private @Nullable String partitionOf(@Nullable Map<String, ? extends @Nullable Object> headers,
            @Nullable String respondingPath) {
        CallPartitions partitions = target.partitions();
        if (partitions == null) {
            return null;
        }
        if (partitions.isByEndpoint()) {
            return PartitionLabel.of(templateName(respondingPath));
        }
        return partitions.isByRequestHeaders() ? partition : partitions.ofResponse(headers);
    }

    private CallFailed failure(FailureKind kind, Optional<Duration> duration, Moment now) {
        return CallFailed.of(target.api().name(), endpointName(), method, now.after(-nanosAt(now)), duration, kind);
    }

    private @Nullable String endpointName() {
        if (path == null || path.isEmpty()) {
            return path;
        }
        return observer.namesTemplates() ? templateName(path) : Endpoints.ofRawPath(path);
    }

    private @Nullable String templateName(@Nullable String rawPath) {
        if (rawPath == null || rawPath.isEmpty()) {
            return rawPath;
        }
        String plain = Endpoints.withoutParameters(rawPath);
        // the template is that of the URL that was called
        return Endpoints.ofRawPath(template == null || !rawPath.equals(path)
                ? Identifiers.replacedIn(plain)
                : RouteTemplate.fill(Endpoints.withoutParameters(template), plain));
    }

    private long nanosAt(Moment now) {
        return now.nanosSince(startedNanos);
    }
}
