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

/** Makes calls on each kind of thread that can serve a request. The response names the thread on which it continued. */
@Path("/threads")
public class ThreadsResource {

    private final ThingsClient things;

    ThreadsResource(@RestClient ThingsClient things) {
        this.things = things;
    }

    /** Makes a call on a worker thread. */
    @GET
    @Path("/worker/{id}")
    public String onWorker(@PathParam("id") String id) {
        return things.get(id, "hush") + " on " + Thread.currentThread().getName();
    }

    /** Makes a call on a virtual thread; requires Java 21. */
    @GET
    @Path("/virtual/{id}")
    public String onVirtualThread(@PathParam("id") String id) throws Exception {
        // by reflection, since this is compiled for Java 17
        ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                .invoke(null);
        try {
            return virtual.submit(() -> things.get(id, "hush") + " on " + Thread.currentThread()).get();
        } finally {
            virtual.shutdown();
        }
    }

    /** Makes a call on the event loop. */
    @GET
    @Path("/loop/{id}")
    @NonBlocking
    public Uni<String> onEventLoop(@PathParam("id") String id) {
        Thread caller = Thread.currentThread();
        return Uni.createFrom().completionStage(() -> things.getLater(id, "hush"))
                .map(body -> body + (Thread.currentThread() == caller ? " on the same thread" : " elsewhere"));
    }
}
