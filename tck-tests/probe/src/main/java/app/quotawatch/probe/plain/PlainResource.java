package app.quotawatch.probe.plain;

import java.net.URI;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Makes calls with Jakarta REST only. */
@Path("plain")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class PlainResource {

    /** Calls {@code api}/things/{@code id} and returns the response body. */
    @GET
    public String call(@QueryParam("api") URI api, @QueryParam("id") String id) {
        Client client = ClientBuilder.newClient();
        try {
            return client.target(api).path("things").path(id).request().get(String.class);
        } finally {
            client.close();
        }
    }

    /** Posts to {@code api}/things/{@code id} with a secret in every part, and returns the status or {@code no response}. */
    @GET
    @Path("secret")
    public String callWithSecrets(@QueryParam("api") URI api, @QueryParam("id") String id) {
        Client client = ClientBuilder.newClient();
        URI withUserInfo = URI.create(api.toString().replace("://", "://hush:hush@"));
        try (Response response = client.target(withUserInfo).path("things").path(id).queryParam("token", "hush")
                .request()
                .header("Authorization", "Bearer hush").header("Cookie", "id=hush").header("X-Api-Key", "hush")
                .post(Entity.text("hush in the request"))) {
            return Integer.toString(response.getStatus());
        } catch (ProcessingException e) {
            return "no response";
        } finally {
            client.close();
        }
    }
}
