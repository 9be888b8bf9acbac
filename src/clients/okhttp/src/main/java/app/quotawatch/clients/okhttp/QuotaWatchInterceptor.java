package app.quotawatch.clients.okhttp;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Observes the calls of an {@link OkHttpClient}. Thread-safe. */
public final class QuotaWatchInterceptor implements Interceptor {

    /*
     * One object in both lists. Among the network interceptors it sees each request that is sent: retries and redirects too,
     * cached responses not. It sees none for a connection that fails, since a network interceptor runs on a connection, and
     * none for a web socket. Those the same object sees among the application's interceptors, once for each call, where it also
     * starts the clock before the connection is made.
     */

    private static final Logger LOGGER = Logger.getLogger(QuotaWatchInterceptor.class.getName());

    private final ClientObserver observer;
    private final CallsInProgress calls = new CallsInProgress();

    private QuotaWatchInterceptor(ClientObserver observer) {
        this.observer = observer;
    }

    /**
     * Observes the calls of the clients that this builder builds. Add it last, after the application's own interceptors; a second
     * time does nothing, also for the builder of a client that is observed. Calls belong to the application of the current
     * thread's context class loader; QuotaWatch may start later.
     *
     * @return the builder
     */
    @SuppressWarnings("NullAway") // null is returned only where null was passed
    public static OkHttpClient.Builder addTo(OkHttpClient.Builder builder) {
        if (builder == null || isIn(builder.interceptors()) || isIn(builder.networkInterceptors())) {
            LOGGER.log(Level.FINE, "not observed again: {0}", builder);
            return builder;
        }
        try {
            Call.class.getMethod("timeout"); // the latest of the methods used here: 3.12
            QuotaWatchInterceptor interceptor = new QuotaWatchInterceptor(ClientObserver.ofCurrentApplication());
            return builder.addInterceptor(interceptor).addNetworkInterceptor(interceptor);
        } catch (NoSuchMethodException | RuntimeException | LinkageError error) { // whatever it is, the application gets its client
            LOGGER.log(Level.FINE, "not observed", error);
            return builder;
        }
    }

    private static boolean isIn(List<Interceptor> interceptors) {
        for (Interceptor interceptor : interceptors) {
            if (interceptor instanceof QuotaWatchInterceptor) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        return chain.connection() == null ? call(chain) : request(chain);
    }

    private Response call(Chain chain) throws IOException {
        ObservedRequests requests = begin(chain.call(), chain.request());
        if (requests == null) {
            return chain.proceed(chain.request());
        }
        try {
            Response response = chain.proceed(chain.request());
            requests.returned(response);
            return response;
        } catch (Throwable failure) { // an Error is one, too
            requests.threw(failure);
            throw failure;
        } finally {
            calls.remove(requests);
        }
    }

    private @Nullable ObservedRequests begin(Call call, Request request) {
        try {
            Observation first = Requests.start(observer, request.method(), request.url());
            if (first == null) {
                return null;
            }
            ObservedRequests requests = new ObservedRequests(observer, call, request, first);
            return calls.add(requests) ? requests : null;
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
            return null;
        }
    }

    private Response request(Chain chain) throws IOException {
        ObservedRequests requests = calls.find(chain.call());
        Observation observation = next(requests, chain.request());
        if (observation == null && requests == null) {
            return chain.proceed(chain.request());
        }
        try {
            Response response = chain.proceed(chain.request());
            answered(requests, observation, response);
            return response;
        } catch (Throwable failure) { // an Error is one, too
            failed(observation, failure, chain.call(), requests);
            throw failure;
        }
    }

    private @Nullable Observation next(@Nullable ObservedRequests requests, Request request) {
        try {
            Observation next = requests == null
                    ? Requests.start(observer, request.method(), request.url())
                    : requests.next(request);
            if (next != null && next.wantsRequestHeaders()) {
                next.requestHeaders(Requests.headers(request.headers()));
            }
            return next;
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
            return null;
        }
    }

    private void answered(@Nullable ObservedRequests requests, @Nullable Observation observation, Response response) {
        try {
            if (requests != null) {
                requests.answered(response);
            }
            if (observation != null) {
                observation.answered(response.code(), Requests.headers(response.headers()));
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    private void failed(@Nullable Observation observation, Throwable failure, Call call,
            @Nullable ObservedRequests requests) {
        try {
            if (observation != null) {
                observation.failed(requests == null
                        ? Failures.of(failure, call, 0)
                        : Failures.of(failure, call, requests.nanos()));
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    @Override
    public String toString() {
        return "QuotaWatchInterceptor[" + calls.size() + " calls in progress]";
    }
}
