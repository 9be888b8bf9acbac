package app.quotawatch.probe;

import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import app.quotawatch.tck.clients.Caller;
import app.quotawatch.tck.clients.ClientKind;
import app.quotawatch.tck.clients.InjectedClient;

/** Makes calls. */
@Path("call")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class CallResource {

    @Inject
    InjectedClient injected;

    /** Calls {@code api}/things/{@code id} the given number of times; returns the last response body or the failure. */
    @GET
    public String call(@QueryParam("kind") ClientKind kind, @QueryParam("thread") ThreadKind thread,
            @QueryParam("api") URI api, @QueryParam("id") String id,
            @QueryParam("times") @DefaultValue("1") int times) {
        try {
            String response = null;
            for (int i = 0; i < times; i++) {
                response = kind.call(new Probe(thread), api, id, "hush");
            }
            return response;
        } catch (Exception e) {
            Throwable cause = e;
            while (cause instanceof ExecutionException || cause instanceof CallFailed) {
                cause = cause.getCause();
            }
            return "failed: " + cause;
        }
    }

    private final class Probe implements Caller {

        private final ThreadKind thread;

        Probe(ThreadKind thread) {
            this.thread = thread;
        }

        @Override
        public <T> T bean(Class<T> type) {
            // injected on the request's thread, because on other threads an application may not find its container
            return type.cast(injected);
        }

        @Override
        public <T> T make(Callable<T> action) {
            try {
                return thread.make(action);
            } catch (Exception e) {
                throw new CallFailed(e);
            }
        }

        @Override
        public <T> T call(Callable<T> action) {
            try {
                return thread.call(action);
            } catch (Exception e) {
                throw new CallFailed(e);
            }
        }
    }

    private static final class CallFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CallFailed(Exception cause) {
            super(cause);
        }
    }
}
