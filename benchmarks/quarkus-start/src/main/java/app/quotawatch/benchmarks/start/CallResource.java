package app.quotawatch.benchmarks.start;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes the client's call and serves it. */
@Path("/")
public class CallResource {

    private final Things things;

    CallResource(@RestClient Things things) {
        this.things = things;
    }

    /** Makes the call. */
    @GET
    @Path("/call")
    public String call() {
        return things.get();
    }

    /** Serves the call. */
    @GET
    @Path("/things")
    public String thing() {
        return "a thing";
    }
}
