package app.quotawatch.clients.aws;

import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Logger;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.FailureKind;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.spi.ClientObserver.Observation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Observes the calls of every client of the AWS SDK for Java 2. The SDK finds it on the class path; applications do not use it.
 * Thread-safe.
 */
public final class QuotaWatchExecutionInterceptor implements ExecutionInterceptor {

    /*
     * The SDK reports each attempt that is sent and each response, but an attempt that failed only if it was the last: an earlier
     * one is noticed when the next begins, after the SDK's pause, when its duration and kind are unknown.
     */
    private static final ExecutionAttribute<Observation> CALL = new ExecutionAttribute<>("QuotaWatchCall");

    /* Whose call it is: a second interceptor in the same client, added by hand, passes it over. */
    private static final ExecutionAttribute<QuotaWatchExecutionInterceptor> OWNER = new ExecutionAttribute<>(
            "QuotaWatchInterceptor");

    /* Causes may be circular. */
    private static final int DEEPEST = 20;

    private static final Logger LOGGER = Logger.getLogger(QuotaWatchExecutionInterceptor.class.getName());

    private final ClientObserver observer;

    /** For the SDK, which creates one for each of its clients. */
    public QuotaWatchExecutionInterceptor() {
        this.observer = ClientObserver.ofCurrentApplication();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        try {
            QuotaWatchExecutionInterceptor owner = attributes.getAttribute(OWNER);
            if (owner != null && owner != this) {
                LOGGER.fine("not observed again");
                return;
            }
            Observation before = attributes.getAttribute(CALL);
            if (before != null && !before.hasEnded()) {
                before.endedEarlier();
                before.failed(null);
            }
            SdkHttpRequest request = context.httpRequest();
            Observation call = observer.start(request.method().name(), request.protocol(), request.host(),
                    request.port(), request.encodedPath());
            if (call != null && call.wantsRequestHeaders()) {
                call.requestHeaders(request.headers());
            }
            if (call != null || before != null) {
                attributes.putAttribute(CALL, call);
                attributes.putAttribute(OWNER, this);
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        try {
            Observation call = attributes.getAttribute(CALL);
            if (call != null) {
                call.answered(context.httpResponse().statusCode(), context.httpResponse().headers());
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        try {
            @Nullable
            Observation call = attributes.getAttribute(CALL);
            if (call != null && !wasNeverSent(context.exception())) {
                call.failed(context.exception());
            }
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            observer.internalError(error);
        }
    }

    /* A client that is closed fails before it sends. What it throws may also come from elsewhere, hence the messages. */
    private static boolean wasNeverSent(Throwable failure) {
        if (FailureKind.of(failure) != FailureKind.OTHER) {
            return false;
        }
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String message = cause.getMessage();
            if (message != null && isOfAClosedClient(cause, message)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /* Of Apache HttpClient 4 and 5, and of Netty's pool and event loop. */
    private static boolean isOfAClosedClient(Throwable cause, String message) {
        if (cause instanceof IllegalStateException) {
            return message.contains("pool shut down") || message.contains("pool is closed")
                    || message.contains("Pool was closed") || message.contains("Pool closed");
        }
        return cause instanceof RejectedExecutionException && message.contains("event executor terminated");
    }
}
