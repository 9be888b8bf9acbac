package app.quotawatch.probe;

import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Returns the state of the application. */
@Path("state")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class StateResource {

    private static final Gathering GATHERING = new Gathering();

    /** Responds once the application is up. */
    @GET
    public String up() {
        return "up";
    }

    /**
     * Keeps its thread until the given number of requests are here at the same time, but no longer than a second, because a server
     * may have fewer threads.
     */
    @GET
    @Path("together")
    public String together(@QueryParam("requests") int requests) throws InterruptedException {
        return GATHERING.await(requests) ? "together" : "alone";
    }

    /** Returns the names of the threads that execute a class whose name has this prefix, one per line. */
    @GET
    @Path("threads")
    public String threads(@QueryParam("in") String prefix) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith(prefix)))
                .map(thread -> thread.getKey().getName())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
