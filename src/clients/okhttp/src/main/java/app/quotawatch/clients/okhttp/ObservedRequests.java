package app.quotawatch.clients.okhttp;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.FailureKind;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** The requests of one call of the application. One thread at a time uses it: that which executes the call. */
final class ObservedRequests {

    static final int NO_PLACE = -1;

    private final ClientObserver observer;
    private final Call call;
    private final Request request;
    private final Observation first;
    private final long started;
    private int sent;
    private @Nullable Response lastAnswer;

    /* What CallsInProgress knows of this call. */
    int place = NO_PLACE;

    ObservedRequests(ClientObserver observer, Call call, Request request, Observation first) {
        this.observer = observer;
        this.call = call;
        this.request = request;
        this.first = first;
        // only compared with this time-out
        started = call.timeout().timeoutNanos() == 0 ? 0 : System.nanoTime();
    }

    Call call() {
        return call;
    }

    /** Returns how long the call has taken so far; anything if it has no time-out. */
    long nanos() {
        return System.nanoTime() - started;
    }

    /** Begins the next request, which has its connection; null if it belongs to no API. */
    @Nullable
    Observation next(Request next) {
        lastAnswer = null;
        // an interceptor of the application may have sent it elsewhere
        boolean isFirst = sent++ == 0 && next.url().equals(request.url()) && next.method().equals(request.method());
        return isFirst ? first : Requests.start(observer, next.method(), next.url());
    }

    /** Notes the response of the last request. */
    void answered(Response response) {
        lastAnswer = response;
    }

    /** Ends the call with what the application gets. */
    void returned(Response response) {
        try {
            if (sent == 0 && response.networkResponse() != null) { // a web socket: network interceptors are left out
                record(response, true);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    /* Oldest first. */
    private void record(Response response, boolean last) {
        Response before = response.priorResponse();
        if (before != null) {
            record(before, false);
        }
        Request of = response.request();
        Observation observation = before == null ? first : Requests.start(observer, of.method(), of.url());
        if (observation != null) {
            if (before != null || !last) { // when each of several requests was sent and answered is unknown here
                observation.endedEarlier();
            }
            if (observation.wantsRequestHeaders()) {
                observation.requestHeaders(Requests.headers(of.headers()));
            }
            observation.answered(response.code(), Requests.headers(response.headers()));
        }
    }

    /** Ends the call with an exception: one that no request has reported is that of a connection. */
    void threw(Throwable failure) {
        try {
            Throwable cause = Failures.of(failure, call, nanos());
            if (FailureKind.of(cause) == FailureKind.OTHER) { // an interceptor's own, or too many redirects: not sent
                return;
            }
            if (sent == 0) {
                first.failed(cause);
            } else if (lastAnswer != null) {
                failedToFollow(lastAnswer, cause);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    private void failedToFollow(Response answer, Throwable cause) {
        String location = answer.header("Location");
        Request of = answer.request();
        HttpUrl url = location == null ? of.url() : of.url().resolve(location);
        if (url == null) {
            return;
        }
        boolean keepsMethod = location == null || answer.code() == 307 || answer.code() == 308
                || of.method().equals("HEAD");
        Observation observation = Requests.start(observer, keepsMethod ? of.method() : "GET", url);
        if (observation != null) {
            observation.endedEarlier(); // when it began to connect is unknown
            observation.failed(cause);
        }
    }
}
