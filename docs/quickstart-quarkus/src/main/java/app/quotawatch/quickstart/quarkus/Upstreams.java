package app.quotawatch.quickstart.quarkus;

import java.time.Duration;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Stands in for both APIs: it answers with rate-limit headers in the words of each, and with 429 when a window is used up. */
@Singleton
@Path("/upstreams")
public class Upstreams {

    private final FixedWindow openAi = new FixedWindow(20, Duration.ofSeconds(15));
    private final FixedWindow gitHub = new FixedWindow(60, Duration.ofSeconds(60));

    /** Stands in for OpenAI. */
    @POST
    @Path("/openai/v1/chat/completions")
    public Response chat(String prompt) {
        FixedWindow.State state = openAi.take();
        return Response.status(state.granted() ? Response.Status.OK.getStatusCode() : 429)
                .header("x-ratelimit-limit-requests", state.limit())
                .header("x-ratelimit-remaining-requests", state.remaining())
                .header("x-ratelimit-reset-requests", state.untilReset().toSeconds() + "s")
                .entity("bug")
                .build();
    }

    /** Stands in for GitHub. */
    @GET
    @Path("/github/repos/{owner}/{name}/issues")
    public Response issues() {
        FixedWindow.State state = gitHub.take();
        return Response.status(state.granted() ? Response.Status.OK.getStatusCode() : 429)
                .header("x-ratelimit-limit", state.limit())
                .header("x-ratelimit-remaining", state.remaining())
                .header("x-ratelimit-reset", state.resetAt().getEpochSecond())
                .header("x-ratelimit-resource", "core")
                .entity("It does not start")
                .build();
    }
}
