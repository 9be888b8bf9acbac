package app.quotawatch.clients.apache5;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

import app.quotawatch.spi.ClientObserver;

/** Observes the requests of an asynchronous client. */
final class AsyncExec implements AsyncExecChainHandler {

    private final ClientObserver observer;

    AsyncExec(ClientObserver observer) {
        this.observer = observer;
    }

    @Override
    public void execute(HttpRequest request, AsyncEntityProducer body, AsyncExecChain.Scope scope,
            AsyncExecChain chain, AsyncExecCallback callback) throws HttpException, IOException {
        ObservedRequest observed = ObservedRequest.begin(observer, request, scope.clientContext);
        if (observed == null) {
            chain.proceed(request, body, scope, callback);
            return;
        }
        try {
            chain.proceed(request, body, scope, new Callback(observed, scope, callback));
        } catch (Throwable failure) { // an Error is one, too
            observed.failed(failure);
            throw failure;
        }
    }

    private static final class Callback implements AsyncExecCallback {

        private final ObservedRequest observed;
        private final AsyncExecChain.Scope scope;
        private final AsyncExecCallback callback;

        Callback(ObservedRequest observed, AsyncExecChain.Scope scope, AsyncExecCallback callback) {
            this.observed = observed;
            this.scope = scope;
            this.callback = callback;
        }

        @Override
        public @Nullable AsyncDataConsumer handleResponse(HttpResponse response, @Nullable EntityDetails entity)
                throws HttpException, IOException {
            observed.answered(response);
            return callback.handleResponse(response, entity);
        }

        @Override
        public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
            callback.handleInformationResponse(response);
        }

        @Override
        public void completed() {
            callback.completed();
        }

        @Override
        public void failed(Exception cause) {
            observed.failed(scope.cancellableDependency.isCancelled() ? new CancellationException() : cause);
            callback.failed(cause);
        }
    }
}
