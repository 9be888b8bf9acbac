package app.quotawatch.clients.jdk;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;

/** One call of the application: takes the place of its body handler, which the client asks when the headers have arrived. */
final class Exchange<T> implements BodyHandler<T>, BiConsumer<@Nullable HttpResponse<T>, @Nullable Throwable> {

    private final ClientObserver observer;
    private final @Nullable Observation call;
    private final BodyHandler<T> handler;
    private final boolean mayHop;
    private volatile @Nullable ResponseInfo arrived;
    private volatile @Nullable CompletableFuture<HttpResponse<T>> result;

    /**
     * Begins an exchange.
     *
     * @param call null if the first request belongs to no API, but one that it is redirected to may
     * @param mayHop whether the client may send further requests
     */
    Exchange(ClientObserver observer, @Nullable Observation call, BodyHandler<T> handler, boolean mayHop) {
        this.observer = observer;
        this.call = call;
        this.handler = handler;
        this.mayHop = mayHop;
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo response) {
        try {
            headersArrived(response);
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
        return handler.apply(response);
    }

    private void headersArrived(ResponseInfo response) {
        if (call == null) {
            return;
        }
        if (mayHop) { // whose response this is will be known at the end
            arrived = response;
            call.responseArrived();
        } else {
            call.answered(response.statusCode(), response.headers().map());
        }
    }

    /**
     * Ends this exchange together with a future, before anyone whom the returned future notifies.
     *
     * @param real the client's future
     */
    CompletableFuture<HttpResponse<T>> endingWith(CompletableFuture<HttpResponse<T>> real) {
        CompletableFuture<HttpResponse<T>> dependent = real.whenComplete(this);
        // cancelling a dependent of the JDK's futures cancels the request; another client's must be cancelled itself
        boolean cancels = dependent.getClass() == real.getClass() && real.getClass() != CompletableFuture.class;
        CompletableFuture<HttpResponse<T>> returned = cancels ? dependent : real;
        result = returned;
        returned.whenComplete(new Cancellation<>(this));
        if (call != null && !call.hasEnded()) {
            call.failWhenAbandoned(this); // the JDK does not complete every cancelled future
        }
        return returned;
    }

    /** Ends a call that the application has cancelled: the client's own future may never complete. */
    private static final class Cancellation<T>
            implements
                BiConsumer<@Nullable HttpResponse<T>, @Nullable Throwable> {

        private final Exchange<T> exchange;

        Cancellation(Exchange<T> exchange) {
            this.exchange = exchange;
        }

        @Override
        public void accept(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
            if (failure instanceof CancellationException) {
                exchange.failed(failure);
            }
        }
    }

    @Override
    public void accept(@Nullable HttpResponse<T> response, @Nullable Throwable failure) {
        if (response != null) {
            completed(response);
        } else {
            CompletableFuture<HttpResponse<T>> future = result;
            boolean cancelled = future != null && future.isCancelled();
            failed(cancelled ? new CancellationException() : failure);
        }
    }

    /** Ends the call, whose response, body included, has arrived as far as the body handler waits for it. */
    void completed(HttpResponse<T> response) {
        try {
            if (!redirected(observer, call, response) && call != null) {
                call.answered(response.statusCode(), response.headers().map());
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    /**
     * Ends a call of several requests, each of which belongs to the API of its own URL.
     *
     * @param call null if the first request belongs to no API
     * @return whether it had several
     */
    static boolean redirected(ClientObserver observer, @Nullable Observation call, HttpResponse<?> response) {
        try {
            HttpResponse<?> previous = response.previousResponse().orElse(null);
            if (previous == null) {
                return false;
            }
            hop(observer, call, previous);
            record(observer, null, response);
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
        return true;
    }

    /* Oldest first. */
    private static void hop(ClientObserver observer, @Nullable Observation call, HttpResponse<?> response) {
        HttpResponse<?> previous = response.previousResponse().orElse(null);
        if (previous == null) {
            record(observer, call, response);
        } else {
            hop(observer, call, previous);
            record(observer, null, response);
        }
    }

    /* When each of several requests was sent and answered is unknown. */
    private static void record(ClientObserver observer, @Nullable Observation begun, HttpResponse<?> response) {
        Observation hop = begun != null
                ? begun
                : observer.start(response.request().method(), response.request().uri());
        if (hop != null) {
            if (hop.wantsRequestHeaders()) {
                hop.requestHeaders(response.request().headers().map());
            }
            hop.endedEarlier();
            HttpHeaders headers = response.headers();
            hop.answered(response.statusCode(), headers.map());
        }
    }

    /** Ends the call without a complete response. */
    void failed(@Nullable Throwable failure) {
        try {
            if (call == null) {
                return;
            }
            ResponseInfo response = arrived;
            if (response == null) {
                call.failed(failure);
            } else { // its body failed; it may be another origin's response, whose windows are not this API's
                call.answered(response.statusCode(), null);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }
}
