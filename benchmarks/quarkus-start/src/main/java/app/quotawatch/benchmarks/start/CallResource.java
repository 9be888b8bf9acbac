package app.quotawatch.benchmarks.start;

import java.io.IOException;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Makes the client's call and serves it. */
@Path("/")
public class CallResource {

    private final Things things;
    private final OtherClients others;

    CallResource(@RestClient Things things, OtherClients others) {
        this.things = things;
        this.others = others;
    }

    /** Makes a call with each client. */
    @GET
    @Path("/call")
    public String call() throws IOException, InterruptedException {
        others.call();
        return things.get();
    }

    /** Serves the call. */
    @GET
    @Path("/things")
    public String thing() {
        return "a thing";
    }
}
