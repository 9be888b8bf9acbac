package app.quotawatch.quickstart.quarkus;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.smallrye.mutiny.Uni;

/** The part of GitHub's API that this application uses. */
@RegisterRestClient(configKey = "github")
@Path("/repos/{owner}/{name}/issues")
interface GitHub {

    @GET
    Uni<List<Issue>> issues(@PathParam("owner") String owner, @PathParam("name") String name);

    @POST
    @Path("/{number}/labels")
    Uni<List<Label>> addLabels(@PathParam("owner") String owner, @PathParam("name") String name,
            @PathParam("number") long number, Labels labels);

    record Issue(long number, String title) {}

    record Label(String name) {}

    record Labels(List<String> labels) {}
}
