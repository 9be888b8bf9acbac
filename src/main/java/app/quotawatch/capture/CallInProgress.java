package app.quotawatch.capture;

import java.time.Duration;
import java.time.Instant;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;

import app.quotawatch.ApiCall;
import app.quotawatch.ApiConfig;
import app.quotawatch.headers.RateLimitReader;

/** What is known of a call between its request and its response. */
final class CallInProgress {

    private final ClientRequestContext request;
    private final Intake intake;
    private final ApiConfig api;
    private final String endpoint;
    private final String method;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private boolean finished;

    private CallInProgress(ClientRequestContext request, ApiConfig api, Intake intake) {
        this.request = request;
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

    boolean isFor(ClientRequestContext context) {
        return request == context && !finished;
    }

    /* Filters of one call run one after the other, so a plain flag tells the second of a pair that ran twice. */
    void finish(ClientResponseContext response) {
        if (finished) {
            return;
        }
        finished = true;
        int status = response.getStatus();
        if (status < 100 || status > 599) {
            intake.invalid();
            return;
        }
        ApiCall call = ApiCall.builder(api.name())
                .endpoint(endpoint)
                .method(method)
                .status(status)
                .latency(Duration.ofNanos(System.nanoTime() - startedNanos))
                .timestamp(startedAt)
                .rateLimitHeaders(response.getHeaders())
                .build();
        intake.accept(call,
                call.rateLimitHeaders().isEmpty() ? null : RateLimitReader.date(response.getHeaderString("Date")));
    }
}
