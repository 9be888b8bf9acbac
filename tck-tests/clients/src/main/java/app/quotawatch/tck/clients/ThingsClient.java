package app.quotawatch.tck.clients;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** An application's own client of the API. */
@RegisterRestClient(configKey = "things")
@Path("/things")
public interface ThingsClient extends AutoCloseable {

    @GET
    @Path("/{id}")
    String get(@PathParam("id") String id, @QueryParam("secret") String secret);

    @GET
    @Path("/{id}")
    CompletionStage<String> getLater(@PathParam("id") String id, @QueryParam("secret") String secret);

    @HEAD
    @Path("/{id}")
    Response head(@PathParam("id") String id);

    @DELETE
    @Path("/{id}")
    void delete(@PathParam("id") String id);

    @POST
    String create(String body);

    @Override
    void close();
}
