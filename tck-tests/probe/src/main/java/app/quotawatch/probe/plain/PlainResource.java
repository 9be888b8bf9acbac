package app.quotawatch.probe.plain;

import java.net.URI;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;

/** Makes calls with nothing but Jakarta REST. */
@Path("plain")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class PlainResource {

    /** Calls {@code api}/things/{@code id} and returns the answer. */
    @GET
    public String call(@QueryParam("api") URI api, @QueryParam("id") String id) {
        Client client = ClientBuilder.newClient();
        try {
            return client.target(api).path("things").path(id).request().get(String.class);
        } finally {
            client.close();
        }
    }
}
