package app.quotawatch.quarkus.it;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.rest.client.inject.RestClient;

import app.quotawatch.tck.clients.ThingsClient;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/** Calls on each kind of thread that a request can have; the response names the one on which it continued. */
@Path("/threads")
public class ThreadsResource {

    private final ThingsClient things;

    ThreadsResource(@RestClient ThingsClient things) {
        this.things = things;
    }

    /** Calls on a worker thread. */
    @GET
    @Path("/worker/{id}")
    public String onWorker(@PathParam("id") String id) {
        return things.get(id, "hush") + " on " + Thread.currentThread().getName();
    }

    /** Calls on a virtual thread; needs Java 21. */
    @GET
    @Path("/virtual/{id}")
    public String onVirtualThread(@PathParam("id") String id) throws Exception {
        // by name, since this is compiled for Java 17
        ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                .invoke(null);
        try {
            return virtual.submit(() -> things.get(id, "hush") + " on " + Thread.currentThread()).get();
        } finally {
            virtual.shutdown();
        }
    }

    /** Calls on the event loop. */
    @GET
    @Path("/loop/{id}")
    @NonBlocking
    public Uni<String> onEventLoop(@PathParam("id") String id) {
        Thread caller = Thread.currentThread();
        return Uni.createFrom().completionStage(() -> things.getLater(id, "hush"))
                .map(body -> body + (Thread.currentThread() == caller ? " on the same thread" : " elsewhere"));
    }
}
