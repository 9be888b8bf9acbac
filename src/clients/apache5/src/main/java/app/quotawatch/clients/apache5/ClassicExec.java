package app.quotawatch.clients.apache5;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

import app.quotawatch.spi.ClientObserver;

/** Observes the requests of a classic client. */
final class ClassicExec implements ExecChainHandler {

    private final ClientObserver observer;

    ClassicExec(ClientObserver observer) {
        this.observer = observer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ObservedRequest observed = ObservedRequest.begin(observer, request, scope.clientContext);
        if (observed == null) {
            return chain.proceed(request, scope);
        }
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, scope);
        } catch (Throwable failure) { // an Error is one, too
            observed.failed(scope.execRuntime.isExecutionAborted() ? new CancellationException() : failure);
            throw failure;
        }
        observed.answered(response);
        return response;
    }
}
