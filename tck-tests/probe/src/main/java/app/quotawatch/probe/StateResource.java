package app.quotawatch.probe;

import java.util.Arrays;
import java.util.stream.Collectors;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Says how the application is. */
@Path("state")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class StateResource {

    private static final Gathering GATHERING = new Gathering();

    /** Answers as soon as the application does. */
    @GET
    public String up() {
        return "up";
    }

    /**
     * Keeps its thread until as many requests as told are here at the same time, or for a second, as a server may have fewer
     * threads.
     */
    @GET
    @Path("together")
    public String together(@QueryParam("requests") int requests) throws InterruptedException {
        return GATHERING.await(requests) ? "together" : "alone";
    }

    /** Returns the names of the threads that are in a method of a class that begins so, one a line. */
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
