package app.quotawatch.quickstart.quarkus;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

import io.smallrye.mutiny.Uni;

/** GitHub's API, as far as this application uses it. */
@RegisterRestClient(configKey = "github")
@Path("/repos")
interface GitHub {

    @GET
    @Path("/{owner}/{name}/issues")
    Uni<String> issues(@PathParam("owner") String owner, @PathParam("name") String name);
}
