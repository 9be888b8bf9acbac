package app.quotawatch.rest.jersey;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;

import org.glassfish.jersey.client.spi.PostInvocationInterceptor;

import app.quotawatch.rest.FailedCalls;

/** Reports calls without a response, and leaves the exception as it is. */
@ConstrainedTo(RuntimeType.CLIENT)
final class FailureInterceptor implements PostInvocationInterceptor {

    @Override
    public void afterRequest(ClientRequestContext request, ClientResponseContext response) {
        // the response filter has reported it
    }

    @Override
    public void onException(ClientRequestContext request, ExceptionContext exception) {
        FailedCalls.report(request, exception.getThrowables().peekFirst());
    }
}
